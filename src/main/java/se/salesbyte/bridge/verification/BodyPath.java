package se.salesbyte.bridge.verification;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way to scalars in a parsed body of maps, lists and scalars; where it meets a list it goes on in each element.
 *
 * @param steps names in a map
 */
record BodyPath(List<String> steps) {

    /** Reads a dot path such as {@code google_key} or {@code meta.token}. */
    static BodyPath of(String text) {
        List<String> steps = List.of(text.split("\\.", -1));
        if (steps.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("path \"" + text + "\" has an empty step: write it like meta.token");
        }
        return new BodyPath(steps);
    }

    /** Every scalar there as text; blank ones too. */
    List<String> textsIn(@Nullable Object tree) {
        return texts(tree, 0).toList();
    }

    /**
     * A copy in which every scalar there is another one, or is gone, as is what is no scalar; the rest is shared with
     * the tree given.
     */
    @Nullable
    Object replacedIn(@Nullable Object tree, Function<String, Optional<String>> replacement) {
        return replaced(tree, 0, replacement);
    }

    private Stream<String> texts(@Nullable Object node, int step) {
        if (node instanceof List<?> list) {
            return list.stream().flatMap(element -> texts(element, step));
        }
        if (step == steps.size()) {
            return text(node).stream();
        }
        return node instanceof Map<?, ?> map ? texts(map.get(steps.get(step)), step + 1) : Stream.empty();
    }

    private @Nullable Object replaced(@Nullable Object node, int step, Function<String, Optional<String>> replacement) {
        if (node instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(replaced(element, step, replacement)));
            return copy;
        }
        if (step == steps.size()) {
            return text(node).flatMap(replacement).orElse(null);
        }
        return node instanceof Map<?, ?> map ? replacedIn(map, step, replacement) : node;
    }

    private Map<Object, @Nullable Object> replacedIn(
            Map<?, ?> map, int step, Function<String, Optional<String>> replacement) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
        String name = steps.get(step);
        Object child = copy.get(name);
        if (child != null) {
            Object changed = replaced(child, step + 1, replacement);
            if (changed == null) {
                copy.remove(name);
            } else {
                copy.put(name, changed);
            }
        }
        return copy;
    }

    private static Optional<String> text(@Nullable Object node) {
        if (node instanceof BigDecimal number) {
            return Optional.of(number.toPlainString());
        }
        return node instanceof CharSequence || node instanceof Number || node instanceof Boolean
                ? Optional.of(node.toString())
                : Optional.empty();
    }
}
