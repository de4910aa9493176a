package se.salesbyte.bridge.salesbyte;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the mapping's {@code reference}: the receiver's own record ids, handed back in callbacks, never sent. */
final class LeadReference {
    static final String KEY = "reference";
    private static final String NOT_SCALARS = "must be an object of texts, numbers and booleans";

    private LeadReference() {}

    static Map<String, @Nullable Object> read(@Nullable Object raw, Consumer<String> fault) {
        if (raw == null) {
            return Map.of();
        }
        if (!(raw instanceof Map<?, ?> map) || !map.values().stream().allMatch(LeadReference::isScalar)) {
            fault.accept(NOT_SCALARS);
            return Map.of();
        }
        Map<String, @Nullable Object> reference = new LinkedHashMap<>();
        map.forEach((key, value) -> reference.put(WellFormed.text(String.valueOf(key)), wellFormed(value)));
        return Collections.unmodifiableMap(reference);
    }

    private static @Nullable Object wellFormed(@Nullable Object value) {
        return value instanceof String text ? WellFormed.text(text) : value;
    }

    private static boolean isScalar(@Nullable Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}
