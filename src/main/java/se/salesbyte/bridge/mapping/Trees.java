package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Copies of JSON-like trees, on their way into an expression and out of it. */
final class Trees {
    private Trees() {}

    /** A copy whose objects have no fields that are null; lists keep theirs, so that positions stay. */
    static @Nullable Object withoutNulls(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>(capacityFor(map));
            map.forEach((key, value) -> {
                Object inner = withoutNulls(value);
                if (inner != null) {
                    copy.put(String.valueOf(key), inner);
                }
            });
            return copy;
        }
        return tree instanceof Collection<?> list ? copyOf(list, Trees::withoutNulls) : tree;
    }

    /**
     * A copy without the library's own types.
     *
     * @throws IllegalArgumentException if something in it is no JSON value: a function
     */
    static @Nullable Object plain(@Nullable Object tree) {
        if (tree == null || tree instanceof String || tree instanceof Number || tree instanceof Boolean) {
            return tree;
        }
        if (tree instanceof Collection<?> list) {
            return copyOf(list, Trees::plain);
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>(capacityFor(map));
            map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
            return copy;
        }
        throw new IllegalArgumentException();
    }

    /** The kind of a value, to be shown in its place. */
    static String kindOf(@Nullable Object value) {
        if (value == null || value == Jsonata.NULL_VALUE) {
            return "nothing";
        } else if (value instanceof String) {
            return "a text";
        } else if (value instanceof Number) {
            return "a number";
        } else if (value instanceof Boolean) {
            return "true or false";
        } else if (value instanceof Collection<?>) {
            return "a list";
        }
        return value instanceof Map<?, ?> ? "an object" : "a function";
    }

    private static List<@Nullable Object> copyOf(Collection<?> list, UnaryOperator<@Nullable Object> each) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object item : list) {
            copy.add(each.apply(item));
        }
        return copy;
    }

    private static int capacityFor(Map<?, ?> map) {
        return map.size() * 4 / 3 + 1;
    }
}
