package se.salesbyte.bridge.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $field(object, name, …)}: the first field that is given, however its name is spelt. */
final class Fields {
    private Fields() {}

    static @Nullable Object find(List<?> args) {
        if (args.isEmpty() || args.get(0) == null) {
            return null;
        }
        Map<String, Object> byLabel = new HashMap<>();
        index(args.get(0), byLabel);
        return args.stream()
                .skip(1)
                .map(Label::of)
                .filter(byLabel::containsKey)
                .findFirst()
                .map(byLabel::get)
                .orElse(null);
    }

    private static void index(@Nullable Object object, Map<String, Object> byLabel) {
        if (object instanceof Collection<?> list) {
            list.forEach(item -> index(item, byLabel));
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((name, value) -> put(Label.of(name), Given.of(value), byLabel));
        }
    }

    private static void put(String label, @Nullable Object value, Map<String, Object> byLabel) {
        if (value != null && !label.isEmpty()) {
            byLabel.putIfAbsent(label, value);
        }
    }
}
