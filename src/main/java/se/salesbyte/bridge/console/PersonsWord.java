package se.salesbyte.bridge.console;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.QuoteId;
import se.salesbyte.bridge.store.Resolution;

/**
 * What a person says became of a lead.
 *
 * @param salesbyteId the id of the quote, a number; null unless delivered
 */
record PersonsWord(Resolution as, @Nullable Object salesbyteId) {
    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

    /** @throws CallRefusedException if it does not make sense */
    static PersonsWord of(JsonBody body) {
        Resolution as = body.text("as")
                .flatMap(Resolution::of)
                .orElseThrow(() -> refused("as must be delivered, not-created or discarded: send JSON such as"
                        + " {\"as\":\"delivered\",\"salesbyteId\":123}"));
        Object id = body.value("salesbyteId");
        if (as == Resolution.DELIVERED) {
            return new PersonsWord(as, quote(id));
        }
        if (id != null) {
            throw refused("salesbyteId belongs to \"as\":\"delivered\" alone");
        }
        return new PersonsWord(as, null);
    }

    /** SalesByte's ids are numbers: anything else is a slip of the hand, and there would be no way back. */
    private static Object quote(@Nullable Object id) {
        String text =
                id instanceof Number || id instanceof String ? id.toString().strip() : "";
        if (!ID.matcher(text).matches()) {
            throw refused("salesbyteId must be the id of the quote in SalesByte, digits alone, such as 123"
                    + " (the number in its address, /offerter/123/redigera)");
        }
        return QuoteId.value(text);
    }

    private static CallRefusedException refused(String detail) {
        return new CallRefusedException(JsonProblem.badRequest(detail));
    }
}
