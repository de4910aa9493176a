package se.salesbyte.bridge.config;

import java.util.Arrays;
import java.util.Locale;

/** What becomes of a lead when a call does not say whether SalesByte created it. */
public enum OnDoubt {
    /** Again by the schedule: at least once, and possibly twice. */
    RETRY,
    /** SalesByte's Quotes API is asked, and says in most cases. */
    VERIFY,
    /** Unknown, until a person settles it: at most once. */
    HOLD;

    static final Format<OnDoubt> FORMAT = Format.shown(
            text -> Arrays.stream(values())
                    .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst(),
            "write hold, verify or retry");
}
