package se.salesbyte.bridge.delivery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.Quote;

/**
 * What SalesByte's list of quotes says of a lead in doubt.
 *
 * @param quote the one that it became; null unless found
 * @param detail why, for people; of quotes it names ids only
 */
record Finding(Kind kind, @Nullable Quote quote, String detail) {
    enum Kind {
        /** SalesByte has it. */
        FOUND,
        /** Nothing is sure yet: to be asked again. */
        NOT_YET,
        /** SalesByte does not have it. */
        ABSENT,
        /** Nothing will be sure: for a person to look at. */
        UNCLEAR
    }

    static Finding found(Quote quote, String by) {
        return new Finding(Kind.FOUND, quote, "found in SalesByte by " + by + ": quote " + quote.id());
    }

    static Finding notYet(String why) {
        return new Finding(Kind.NOT_YET, null, why);
    }

    static Finding absent(String why) {
        return new Finding(Kind.ABSENT, null, why);
    }

    static Finding unclear(String why) {
        return new Finding(Kind.UNCLEAR, null, why);
    }

    Quote quoteFound() {
        return Objects.requireNonNull(quote);
    }
}
