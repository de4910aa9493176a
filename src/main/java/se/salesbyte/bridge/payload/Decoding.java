package se.salesbyte.bridge.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider packs into text, to be unpacked before anybody looks at the tree.
 *
 * @param jwt whether the body is a signed token, whatever its content type says; a body that is JSON already is read so
 * @param json the fields that hold JSON as a text, by their paths, in the order in which they are decoded: {@code data},
 *     then {@code data.data} within it. A field whose name has dots is found too ({@code data.json}), and a list on the
 *     way means each of its entries. A field that is missing, blank or no text is left as it is
 */
public record Decoding(boolean jwt, List<String> json) {
    /** Nothing is packed. */
    public static final Decoding NONE = new Decoding(false, List.of());

    /** @throws IllegalArgumentException if a path is blank */
    public Decoding {
        json = List.copyOf(json);
        if (json.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a path to a JSON field is blank: write it like data.json");
        }
    }

    /** The same tree, each text replaced by what it holds. */
    Object decoded(Object tree, ReadJson reader) {
        if (json.isEmpty()) {
            return tree;
        }
        json.forEach(path -> decodeIn(tree, path, path, reader));
        return Depth.bounded(tree);
    }

    private static void decodeIn(@Nullable Object node, String path, String field, ReadJson reader) {
        if (node instanceof List<?> list) {
            list.forEach(one -> decodeIn(one, path, field, reader));
        } else if (node instanceof Map<?, ?> map) {
            Step step = Step.in(map, path);
            if (step != null && step.isLast()) {
                tree(map).computeIfPresent(step.name(), (name, value) -> tree(value, field, reader));
            } else if (step != null) {
                decodeIn(step.value(), step.rest(), field, reader);
            }
        }
    }

    @SuppressWarnings("unchecked") // as every tree of this package
    private static Map<String, Object> tree(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    private static Object tree(Object value, String field, ReadJson reader) {
        if (value instanceof List<?> several) {
            List<@Nullable Object> trees = new ArrayList<>(several.size());
            for (Object one : several) {
                trees.add(one == null ? null : tree(one, field, reader));
            }
            return trees;
        }
        return value instanceof String text && !text.isBlank() ? treeIn(text, field, reader) : value;
    }

    private static Object treeIn(String text, String field, ReadJson reader) {
        try {
            Object tree = reader.read(text);
            if (tree instanceof Map || tree instanceof List) {
                return tree;
            }
        } catch (UnparseablePayloadException noJson) {
            throw noJson.inField(field);
        }
        throw new UnparseablePayloadException("no JSON object or list", null).inField(field);
    }
}
