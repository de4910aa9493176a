package se.salesbyte.bridge.salesbyte.sandbox;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Whitespace;

/** Whether a quote is a person's, by e-mail or by phone. */
final class BelongsTo implements Predicate<SandboxQuote> {
    private final PhoneNumbers phones;
    private final @Nullable String email;
    private final String phone;

    /** Each may be null; of two nulls comes nobody. */
    BelongsTo(@Nullable String email, @Nullable String phone, PhoneNumbers phones) {
        this.phones = phones;
        this.email = email == null || Whitespace.trim(email).isEmpty() ? null : Whitespace.trim(email);
        this.phone = phone == null ? "" : digits(phone, phones);
    }

    @Override
    public boolean test(SandboxQuote quote) {
        return (email != null && quote.isOf(email))
                || (!phone.isEmpty() && phone.equals(digits(quote.text("customer_phone"), phones)));
    }

    private static String digits(String phone, PhoneNumbers phones) {
        return phones.normalise(phone).replaceAll("[^0-9]", "").replaceFirst("^00", "");
    }
}
