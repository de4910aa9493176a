package se.salesbyte.bridge.salesbyte.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.Whitespace;

/** A request's body as Laravel's controllers see it: texts trimmed, empty ones null, and no JSON means no fields. */
final class LaravelInput {
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private LaravelInput() {}

    /** @param contentType null if there is none */
    static Map<String, @Nullable Object> read(@Nullable String contentType, byte[] body) {
        if (contentType == null || !isJson(contentType.toLowerCase(Locale.ROOT))) {
            return Map.of();
        }
        try {
            Map<String, @Nullable Object> fields = SandboxQuote.JSON.readValue(body, FIELDS);
            if (fields == null) {
                return Map.of();
            }
            fields.replaceAll((field, value) -> clean(value));
            return fields;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static boolean isJson(String contentType) {
        return contentType.contains("/json") || contentType.contains("+json");
    }

    private static @Nullable Object clean(@Nullable Object value) {
        if (value instanceof String text) {
            String trimmed = Whitespace.trim(text);
            return trimmed.isEmpty() ? null : trimmed;
        }
        if (value instanceof Map<?, ?> map) {
            return cleanMap(map);
        }
        return value instanceof List<?> list ? cleanList(list) : value;
    }

    private static Map<Object, @Nullable Object> cleanMap(Map<?, ?> map) {
        Map<Object, @Nullable Object> cleaned = new LinkedHashMap<>();
        map.forEach((name, value) -> cleaned.put(name, clean(value)));
        return cleaned;
    }

    private static List<@Nullable Object> cleanList(List<?> list) {
        List<@Nullable Object> cleaned = new ArrayList<>();
        list.forEach(element -> cleaned.add(clean(element)));
        return cleaned;
    }
}
