package se.salesbyte.bridge.config;

/** What becomes of a lead when a call does not say whether SalesByte created it. */
public enum OnDoubt {
    /** Again by the schedule: at least once, and possibly twice. */
    RETRY,
    /** SalesByte's Quotes API is asked, and says in most cases. */
    VERIFY,
    /** Unknown, until a person settles it: at most once. */
    HOLD;

    static final Format<OnDoubt> FORMAT = Format.oneOf(OnDoubt.class, "write hold, verify or retry");
}
