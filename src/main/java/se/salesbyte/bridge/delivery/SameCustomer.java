package se.salesbyte.bridge.delivery;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Quote;
import se.salesbyte.bridge.store.Customer;

/** Whether two are about the same customer, however they are spelt. Thread-safe. */
final class SameCustomer {
    private final PhoneNumbers phones;

    SameCustomer(PhoneNumbers phones) {
        this.phones = phones;
    }

    /** Whether there is anything to know them by but their name. */
    static boolean canBeReached(Customer customer) {
        return customer.email() != null || customer.phone() != null;
    }

    /** Same e-mail or same phone. */
    boolean isReachedAs(Customer customer, @Nullable String email, @Nullable String phone) {
        return same(customer.email(), email, SameCustomer::folded) || same(customer.phone(), phone, this::digits);
    }

    /** Same name; a quote that tells none may have any. */
    static boolean isNamedAs(Customer customer, Quote quote) {
        return quote.name() == null || same(customer.name(), quote.name(), SameCustomer::folded);
    }

    private static boolean same(@Nullable String one, @Nullable String other, Function<String, String> bare) {
        if (one == null || other == null) {
            return false;
        }
        String text = bare.apply(one);
        return !text.isEmpty() && Objects.equals(text, bare.apply(other));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private String digits(String phone) {
        return phones.normalise(phone).replaceAll("[^0-9]", "");
    }
}
