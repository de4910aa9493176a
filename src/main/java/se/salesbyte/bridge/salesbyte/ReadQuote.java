package se.salesbyte.bridge.salesbyte;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads quotes with care: of all their fields only the id must be there. */
final class ReadQuote {
    private final SecretMask secrets;

    ReadQuote(SecretMask secrets) {
        this.secrets = secrets;
    }

    /** The quotes of a list, bare or under {@code data}; empty if this is no list, or one of something else. */
    Optional<List<Quote>> list(JsonNode json) {
        JsonNode items = json.isArray() ? json : json.path("data");
        if (!items.isArray()) {
            return Optional.empty();
        }
        List<Quote> quotes = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            Quote quote = quote(item);
            if (quote == null) {
                return Optional.empty();
            }
            quotes.add(quote);
        }
        return Optional.of(quotes);
    }

    /** A single quote, bare or under {@code data}; empty if this is none. */
    Optional<Quote> single(JsonNode json) {
        return Optional.ofNullable(quote(json.path("data").isObject() ? json.path("data") : json));
    }

    private @Nullable Quote quote(JsonNode json) {
        String id = QuoteId.read(json.path("id"));
        return id == null
                ? null
                : new Quote(
                        id,
                        text(json.path("key")),
                        name(json),
                        text(json.path("customer_email")),
                        text(json.path("customer_phone")),
                        time(text(json.path("created_at"))),
                        values(json.path("custom_fields")),
                        links(json.path("links")));
    }

    private static @Nullable String name(JsonNode json) {
        String name = text(json.path("customer_name"));
        if (name != null) {
            return name;
        }
        String first = text(json.path("customer_first_name"));
        String last = text(json.path("customer_last_name"));
        return first == null || last == null ? (first == null ? last : first) : first + " " + last;
    }

    private static @Nullable String text(JsonNode node) {
        String text = node.isTextual() || node.isNumber() ? Whitespace.trim(node.asText()) : "";
        return text.isEmpty() ? null : text;
    }

    /** A time that names no zone is taken for UTC, as SalesByte's samples are. */
    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String iso = text.replace(' ', 'T');
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeException e) {
            return timeInUtc(iso);
        }
    }

    private static @Nullable Instant timeInUtc(String iso) {
        try {
            return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Documented as label to value; a list, or a value in an object of its own, is read as well. */
    private static List<String> values(JsonNode fields) {
        List<String> values = new ArrayList<>();
        for (JsonNode field : fields) {
            String value = text(field.isObject() ? field.path("value") : field);
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    private Map<String, @Nullable Object> links(JsonNode node) {
        Map<String, @Nullable Object> links = new LinkedHashMap<>();
        node.properties().forEach(link -> {
            if (link.getValue().isValueNode()) {
                links.put(
                        secrets.mask(link.getKey()),
                        link.getValue().isNull()
                                ? null
                                : secrets.mask(link.getValue().asText()));
            }
        });
        return Collections.unmodifiableMap(links);
    }
}
