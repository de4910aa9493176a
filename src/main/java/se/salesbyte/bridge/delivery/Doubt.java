package se.salesbyte.bridge.delivery;

/** What becomes of a lead when a call does not say whether SalesByte created it. */
public enum Doubt {
    /** Again by the schedule, which may create it twice. */
    RETRY,
    /** SalesByte is asked. */
    VERIFY,
    /** Unknown, until a person settles it. */
    HOLD
}
