package se.salesbyte.bridge.delivery;

import java.util.Locale;

/** Whether leads go to SalesByte. */
public enum BreakerState {
    /** They do. */
    CLOSED(0),
    /** A few at a time, to see whether they arrive. */
    PROBING(1),
    /** They do not, as most calls failed. */
    OPEN(2);

    private final String word = name().toLowerCase(Locale.ROOT);

    private final int level;

    BreakerState(int level) {
        this.level = level;
    }

    /** As metrics have it: the higher, the less goes. */
    int level() {
        return level;
    }

    /** As shown. */
    public String word() {
        return word;
    }
}
