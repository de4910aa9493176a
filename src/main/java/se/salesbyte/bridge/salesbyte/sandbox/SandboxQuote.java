package se.salesbyte.bridge.salesbyte.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A quote that the sandbox made of one Create Lead call.
 *
 * @param id counted upwards from 1001
 * @param key 14 letters and digits; the public pages are found by it
 * @param fields all that was received, trimmed as Laravel does, except the uuid
 * @param checkout null as long as the customer has not signed
 */
public record SandboxQuote(
        long id, String key, Instant createdAt, Map<String, @Nullable Object> fields, @Nullable Checkout checkout) {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    public SandboxQuote {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** One that nobody has signed. */
    SandboxQuote(long id, String key, Instant createdAt, Map<String, @Nullable Object> fields) {
        this(id, key, createdAt, fields, null);
    }

    /** This once it was checked out. */
    SandboxQuote with(Checkout checkout) {
        return new SandboxQuote(id, key, createdAt, fields, checkout);
    }

    /** When it was checked out, else when it was made. */
    Instant updatedAt() {
        return checkout == null ? createdAt : checkout.at();
    }

    /** Whether {@code customer_email} is this, whatever the case. */
    public boolean isOf(String customerEmail) {
        return customerEmail
                .toLowerCase(Locale.ROOT)
                .equals(text("customer_email").toLowerCase(Locale.ROOT));
    }

    /** A field as text; empty if it is null or was not sent. */
    String text(String field) {
        Object value = fields.get(field);
        return value == null ? "" : value.toString();
    }

    /** One line of the journal, without its end. */
    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("key", key);
        json.put("createdAt", createdAt.toString());
        json.put("fields", fields);
        if (checkout != null) {
            json.put("checkout", checkout.toJson());
        }
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a quote read from JSON does not go back", e);
        }
    }

    /** The quote of a journal line; null if the line is none, half-written say. */
    static @Nullable SandboxQuote fromJson(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            JsonNode fields = json.path("fields");
            if (!json.path("id").canConvertToLong() || !fields.isObject()) {
                return null;
            }
            Instant createdAt = Instant.parse(json.path("createdAt").asText());
            String key = json.path("key").asText();
            Checkout checkout = Checkout.fromJson(json.path("checkout"));
            return new SandboxQuote(
                    json.path("id").longValue(), key, createdAt, JSON.convertValue(fields, FIELDS), checkout);
        } catch (JsonProcessingException | DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
