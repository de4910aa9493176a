package se.salesbyte.bridge.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code $answer(list, key, …)}: an answer from a list of answers, found by what names its question. Knows Typeform's
 * and Tally's answers, the column and field lists of ad platforms, and forms that post an object of fields.
 */
final class Answers {
    private static final List<String> NAMES =
            List.of("label", "title", "name", "key", "ref", "id", "column_id", "custom_key", "question");
    private static final List<String> VALUES =
            List.of("value", "values", "string_value", "text", "email", "phone_number", "answer");

    private Answers() {}

    static @Nullable Object find(List<?> args) {
        if (args.isEmpty()) {
            return null;
        }
        List<Entry> entries = entriesOf(args.get(0)).toList();
        return args.stream()
                .skip(1)
                .map(Label::of)
                .filter(label -> !label.isEmpty())
                .flatMap(label -> entries.stream().filter(entry -> entry.isNamed(label)))
                .map(entry -> valueOf(entry.answer()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Entry> entriesOf(@Nullable Object answers) {
        if (answers instanceof Collection<?> list) {
            return list.stream().flatMap(Answers::entriesOf);
        } else if (answers instanceof Map<?, ?> map) {
            return isAnswer(map) ? Stream.of(new Entry("", map)) : namedEntriesOf(map);
        }
        return Stream.empty();
    }

    private static boolean isAnswer(Map<?, ?> map) {
        return map.get("field") instanceof Map || NAMES.stream().anyMatch(name -> map.get(name) instanceof String);
    }

    private static Stream<Entry> namedEntriesOf(Map<?, ?> fields) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue() instanceof Map)
                .map(field -> new Entry(Label.of(field.getKey()), (Map<?, ?>) field.getValue()));
    }

    private static @Nullable Object valueOf(Map<?, ?> answer) {
        Object typed = answer.get("type") instanceof String type ? textOf(answer.get(type), answer) : null;
        return typed != null
                ? typed
                : VALUES.stream()
                        .map(key -> textOf(answer.get(key), answer))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable Object textOf(@Nullable Object value, Map<?, ?> answer) {
        if (value instanceof Map<?, ?> choice) {
            Object chosen = Given.firstOf(Stream.of("labels", "label", "other")
                    .map(choice::get)
                    .map(Given::of)
                    .toList());
            return chosen == null ? Parts.joined(choice) : chosen;
        }
        return Given.of(answer.get("options") instanceof Collection<?> options ? chosen(value, options) : value);
    }

    private static @Nullable Object chosen(@Nullable Object ids, Collection<?> options) {
        if (ids instanceof Collection<?> several) {
            return several.stream()
                    .map(id -> chosen(id, options))
                    .filter(Objects::nonNull)
                    .toList();
        }
        return options.stream()
                .filter(option -> option instanceof Map<?, ?> map && Objects.equals(map.get("id"), ids))
                .map(option -> Given.firstOf(Stream.of("text", "label")
                        .map(((Map<?, ?>) option)::get)
                        .toList()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(ids);
    }

    /** One answer, and what its question is called by the object that it stands in; empty if by none. */
    private record Entry(String label, Map<?, ?> answer) {
        boolean isNamed(String wanted) {
            return label.equals(wanted)
                    || names(answer, wanted)
                    || (answer.get("field") instanceof Map<?, ?> field && names(field, wanted));
        }

        private static boolean names(Map<?, ?> map, String wanted) {
            for (String name : NAMES) {
                if (Label.matches(map.get(name), wanted)) {
                    return true;
                }
            }
            return false;
        }
    }
}
