package se.salesbyte.bridge.salesbyte;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The person or company that a lead is about, as sent to SalesByte.
 *
 * @param name never blank
 * @param email null if not known
 * @param phone E.164 where that was certain; null if not known
 * @param company null if not known
 */
public record Customer(String name, @Nullable String email, @Nullable String phone, @Nullable String company) {
    /** The e-mail address in lower case, so that one person's leads are found under one; null if not known. */
    public @Nullable String emailForSearch() {
        return email == null ? null : email.toLowerCase(Locale.ROOT);
    }
}
