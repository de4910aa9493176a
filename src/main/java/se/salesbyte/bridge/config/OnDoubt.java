package se.salesbyte.bridge.config;

import java.util.Optional;

/** What becomes of a lead when a call does not say whether SalesByte created it. */
public enum OnDoubt {
    /** Again by the schedule: at least once, and possibly twice. */
    RETRY,
    /** Unknown, until a person settles it: at most once. */
    HOLD;

    static final Format<OnDoubt> FORMAT = Format.shown(OnDoubt::parse, "write hold or retry");

    private static Optional<OnDoubt> parse(String text) {
        return switch (text) {
            case "retry" -> Optional.of(RETRY);
            case "hold" -> Optional.of(HOLD);
            default -> Optional.empty();
        };
    }
}
