package se.salesbyte.bridge.mapping;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $field(object, name, …)}: the first field that is given, however its name is spelt. */
final class Fields {
    private Fields() {}

    /** Null if there is none, or it was left empty. */
    static @Nullable Object find(@Nullable Object object, Labels wanted) {
        Best best = new Best();
        look(object, wanted, best);
        return best.value();
    }

    private static void look(@Nullable Object object, Labels wanted, Best best) {
        if (object instanceof Collection<?> list) {
            list.forEach(item -> look(item, wanted, best));
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((name, value) -> best.offer(wanted.rankOf(name), () -> Given.of(value)));
        }
    }
}
