package se.salesbyte.bridge.payload;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first step of a path of names joined by dots, in an object where it leads on.
 *
 * @param object in which it is taken
 * @param name of the field, which may have dots itself
 * @param rest of the path; empty at its end
 */
record Step(Map<?, ?> object, String name, String rest) {
    /** The step by the longest name that the object has; null if the path leads nowhere. */
    static @Nullable Step in(Map<?, ?> object, String path) {
        if (object.containsKey(path)) {
            return new Step(object, path, "");
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            if (object.containsKey(path.substring(0, dot))) {
                return new Step(object, path.substring(0, dot), path.substring(dot + 1));
            }
        }
        return null;
    }

    /** What lies there. */
    @Nullable
    Object value() {
        return object.get(name);
    }

    /** A copy of the object with something else there. */
    Map<?, ?> with(Object other) {
        Map<Object, Object> copy = new LinkedHashMap<>(object);
        copy.put(name, other);
        return copy;
    }

    boolean isLast() {
        return rest.isEmpty();
    }
}
