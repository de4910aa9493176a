package se.salesbyte.bridge.payload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form, in their order, as a tree. A repeated name becomes a list. Bracketed names nest as PHP has it:
 * {@code fields[name][value]} an object in an object, {@code tags[]} and {@code tags[0]}, {@code tags[1]} a list. A
 * name that only looks so ({@code "Size [cm]"}) stays a name, as does one whose place is taken by a plain value.
 */
final class FormFields {
    private static final Pattern BRACKETED = Pattern.compile("([^\\[\\]]*[^\\[\\]\\s])((?:\\[[^\\[\\]]*\\])+)");
    private static final Pattern BRACKET = Pattern.compile("\\[([^\\[\\]]*)\\]");
    private static final int MAX_LEVELS = 20;
    private static final int LONGEST_NAME = 1_000; // the pattern goes one call deeper with each bracket

    private final Map<String, Object> root = new LinkedHashMap<>();
    private int count;

    void add(String name, Object value) {
        if (++count > PayloadParser.MAX_FIELDS) {
            throw tooMany();
        }
        if (name.length() > LONGEST_NAME) {
            throw new UnparseablePayloadException(
                    "a field name of more than %d characters".formatted(LONGEST_NAME), null);
        }
        Matcher bracketed = BRACKETED.matcher(name);
        if (!bracketed.matches() || !nest(bracketed.group(1), keysOf(bracketed.group(2)), value)) {
            put(root, name, value);
        }
    }

    Map<String, @Nullable Object> tree() {
        root.replaceAll((name, value) -> finished(value));
        return root;
    }

    static UnparseablePayloadException tooMany() {
        return new UnparseablePayloadException("more than %d fields".formatted(PayloadParser.MAX_FIELDS), null);
    }

    private static List<String> keysOf(String brackets) {
        List<String> keys =
                BRACKET.matcher(brackets).results().map(key -> key.group(1)).toList();
        if (keys.size() > MAX_LEVELS) {
            throw new UnparseablePayloadException(
                    "a field name with more than %d brackets".formatted(MAX_LEVELS), null);
        }
        return keys;
    }

    private boolean nest(String name, List<String> keys, Object value) {
        Map<String, Object> level = root;
        String key = name;
        for (String next : keys) {
            if (!(level.computeIfAbsent(key, free -> new Level()) instanceof Level deeper)) {
                return false;
            }
            level = deeper;
            key = next.isEmpty() ? String.valueOf(level.size()) : next;
        }
        put(level, key, value);
        return true;
    }

    private static void put(Map<String, Object> level, String key, Object value) {
        level.merge(key, value, (present, more) -> {
            Repeated values = present instanceof Repeated several ? several : new Repeated(present);
            values.add(more);
            return values;
        });
    }

    private static Object finished(Object value) {
        if (!(value instanceof Level level)) {
            return value;
        }
        level.replaceAll((key, inner) -> finished(inner));
        return level.isNumbered() ? new ArrayList<>(level.values()) : level;
    }

    /** What brackets made; told from the object that stands for a file. */
    private static final class Level extends LinkedHashMap<String, Object> {
        boolean isNumbered() {
            int next = 0;
            for (String key : keySet()) {
                if (!key.equals(String.valueOf(next++))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The values of a repeated name. */
    private static final class Repeated extends ArrayList<Object> {
        Repeated(Object first) {
            add(first);
        }
    }
}
