package se.salesbyte.bridge.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an event that may be its form: an object of fields, or a list of answers.
 *
 * @param path to it, as a mapping writes it; {@code $} is the event
 * @param tree an object, or a list of answers
 */
record FormPart(String path, Object tree) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("and", "or", "in", "true", "false", "null", "function");

    /** All parts of an event, outer ones first. */
    static List<FormPart> of(Object event) {
        List<FormPart> parts = new ArrayList<>();
        collect(new FormPart("$", event), parts);
        return parts;
    }

    boolean isList() {
        return tree instanceof Collection;
    }

    /** What its fields are called, or its answers' questions, with what was given; empty ones are left out. */
    Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        if (tree instanceof Collection<?> answers) {
            for (Object answer : answers) {
                String question = answer == null ? null : Answers.questionOf(answer);
                Object value = question == null ? null : Answers.find(answer, Labels.of(List.of(question)));
                if (question != null && value != null) {
                    labels.putIfAbsent(question, value);
                }
            }
        } else if (tree instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> {
                Object value = Given.of(Parts.joined(field));
                if (value != null && !(value instanceof Map) && !(value instanceof Collection)) {
                    labels.put(String.valueOf(name), value);
                }
            });
        }
        return labels;
    }

    /** The path to a field of it; null if it is a list or the name cannot be written in one. */
    @Nullable
    String pathTo(String field) {
        if (isList() || field.contains("`")) {
            return null;
        }
        boolean plain = PLAIN_NAME.matcher(field).matches() && !RESERVED.contains(field);
        String step = plain ? field : "`" + field + "`";
        return path.equals("$") ? step : path + "." + step;
    }

    private static void collect(FormPart part, List<FormPart> parts) {
        parts.add(part);
        if (!(part.tree instanceof Map<?, ?> fields)) {
            return;
        }
        fields.forEach((name, value) -> {
            String path = part.pathTo(String.valueOf(name));
            if (path != null && value instanceof Map) {
                collect(new FormPart(path, value), parts);
            } else if (path != null && value instanceof List<?> list) {
                collectList(path, list, parts);
            }
        });
    }

    private static void collectList(String path, List<?> list, List<FormPart> parts) {
        if (list.stream().filter(Objects::nonNull).anyMatch(item -> Answers.questionOf(item) != null)) {
            parts.add(new FormPart(path, list));
        } else if (!list.isEmpty() && list.get(0) instanceof Map<?, ?> first) {
            collect(new FormPart(path + "[0]", first), parts);
        }
    }
}
