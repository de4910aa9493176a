package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.Jsonata;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody has given: not null, not blank, not an empty list or object. Texts without space around them. */
final class Given {
    private Given() {}

    /** The value, a list with one as that one and a list of several texts or numbers as one text; null if not given. */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof String text) {
            String stripped = text.strip();
            return stripped.isEmpty() ? null : stripped;
        } else if (value instanceof Collection<?> list) {
            return ofList(list);
        } else if (value instanceof Map<?, ?> map && map.isEmpty()) {
            return null;
        }
        return value == Jsonata.NULL_VALUE ? null : value;
    }

    /** The first that is given, lists taken apart. */
    static @Nullable Object firstOf(Collection<?> values) {
        for (Object value : values) {
            Object given = value instanceof Collection<?> list ? firstOf(list) : of(value);
            if (given != null) {
                return given;
            }
        }
        return null;
    }

    /** All that are given in one text, lists taken apart; null if none is. */
    static @Nullable String joined(Collection<?> values, String separator) {
        String text = each(values).map(String::valueOf).collect(Collectors.joining(separator));
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Object ofList(Collection<?> list) {
        List<Object> given = each(list).toList();
        if (given.size() < 2) {
            return given.isEmpty() ? null : given.get(0);
        }
        return given.stream().noneMatch(Map.class::isInstance) ? joined(given, ", ") : given;
    }

    private static Stream<Object> each(Collection<?> values) {
        return values.stream()
                .flatMap(value -> value instanceof Collection<?> list ? each(list) : Stream.ofNullable(of(value)));
    }
}
