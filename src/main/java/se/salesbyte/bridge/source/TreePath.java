package se.salesbyte.bridge.source;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way to one scalar in a parsed body of maps, lists and scalars.
 *
 * @param steps names in a map, or places in a list counted from 0
 */
public record TreePath(List<String> steps) {

    /** Reads a dot path such as {@code form_response.token} or {@code 0.eventId}. */
    public static TreePath of(String text) {
        List<String> steps = List.of(text.split("\\.", -1));
        if (steps.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("path \"" + text + "\" has an empty step: write it like data.id");
        }
        return new TreePath(steps);
    }

    /** The scalar there as text; empty if there is none, or only blanks. */
    public Optional<String> textIn(@Nullable Object tree) {
        Object node = tree;
        for (String step : steps) {
            node = child(node, step);
        }
        return Optional.ofNullable(text(node)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static @Nullable Object child(@Nullable Object node, String step) {
        if (node instanceof Map<?, ?> map) {
            return map.get(step);
        }
        return node instanceof List<?> list && step.matches("[0-9]{1,9}") && Integer.parseInt(step) < list.size()
                ? list.get(Integer.parseInt(step))
                : null;
    }

    private static @Nullable String text(@Nullable Object node) {
        if (node instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return node instanceof CharSequence || node instanceof Number || node instanceof Boolean
                ? node.toString()
                : null;
    }
}
