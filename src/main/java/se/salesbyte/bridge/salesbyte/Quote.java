package se.salesbyte.bridge.salesbyte;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A quote as the Quotes API shows it, whole or as an item of its list.
 *
 * @param id as text
 * @param key what it is got by; null if it has none
 * @param name the customer's; null if it is not told, as all that follows
 * @param createdAt by SalesByte's clock; null if that cannot be read
 * @param customFields their values, whatever their labels; empty in a list
 * @param links by name, secrets masked; empty if there are none
 */
public record Quote(
        String id,
        @Nullable String key,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Instant createdAt,
        List<String> customFields,
        Map<String, @Nullable Object> links) {}
