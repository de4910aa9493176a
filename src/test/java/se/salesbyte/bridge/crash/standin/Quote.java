package se.salesbyte.bridge.crash.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One creation.
 *
 * @param lead the request's fields
 * @param createdAt in UTC
 * @param mishap what became of the answer
 */
record Quote(long id, JsonNode lead, Instant createdAt, Mishap mishap) {
    private static final int CUSTOM_FIELDS = 10;

    /** What tells the event, even if its customer is the same as another's. */
    String message() {
        return lead.path("message").asText();
    }

    String key() {
        return String.format(Locale.ROOT, "Q%013d", id);
    }

    /** As an item of the list: without custom fields. */
    Map<String, @Nullable Object> item() {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("id", id);
        item.put("key", key());
        item.put("quote_profile_name", "Crash");
        for (String field : new String[] {"customer_name", "customer_company", "customer_phone", "customer_email"}) {
            JsonNode value = lead.path(field);
            item.put(field, value.isTextual() ? value.asText() : null);
        }
        item.put("quote_value", 0);
        item.put("created_at", createdAt.toString());
        item.put("updated_at", createdAt.toString());
        return item;
    }

    /** As the single resource, with its custom fields under labels. */
    Map<String, @Nullable Object> resource() {
        Map<String, @Nullable Object> resource = item();
        Map<String, String> fields = new LinkedHashMap<>();
        for (int slot = 1; slot <= CUSTOM_FIELDS; slot++) {
            JsonNode value = lead.path("custom_field_" + slot + "_content");
            if (value.isTextual()) {
                fields.put("Field " + slot, value.asText());
            }
        }
        resource.put("custom_fields", fields);
        return resource;
    }
}
