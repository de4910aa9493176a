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

    /** Null if there is none, or it was left empty. */
    static @Nullable Object find(@Nullable Object answers, Labels wanted) {
        Best best = new Best();
        look(answers, wanted, best);
        return best.value();
    }

    /** The question of an answer, for people; null if it is no answer or names none. */
    static @Nullable String questionOf(Object answer) {
        if (!(answer instanceof Map<?, ?> map) || !isAnswer(map)) {
            return null;
        }
        String own = firstName(map);
        return map.get("field") instanceof Map<?, ?> field && (own == null || own.equals(map.get("id")))
                ? Objects.requireNonNullElse(firstName(field), own)
                : own;
    }

    private static @Nullable String firstName(Map<?, ?> named) {
        for (String name : NAMES) {
            if (named.get(name) instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    private static void look(@Nullable Object answers, Labels wanted, Best best) {
        if (answers instanceof Collection<?> list) {
            list.forEach(item -> look(item, wanted, best));
        } else if (answers instanceof Map<?, ?> map) {
            if (isAnswer(map)) {
                best.offer(rankOf(map, wanted), () -> valueOf(map));
            } else {
                map.forEach((name, value) -> {
                    if (value instanceof Map<?, ?> answer) { // called by the object that it stands in
                        int rank = Math.min(wanted.rankOf(name), rankOf(answer, wanted));
                        best.offer(rank, () -> valueOf(answer));
                    }
                });
            }
        }
    }

    private static boolean isAnswer(Map<?, ?> map) {
        if (map.get("field") instanceof Map) {
            return true;
        }
        for (String name : NAMES) {
            if (map.get(name) instanceof String) {
                return true;
            }
        }
        return false;
    }

    private static int rankOf(Map<?, ?> answer, Labels wanted) {
        int rank = rankByName(answer, wanted);
        return answer.get("field") instanceof Map<?, ?> field ? Math.min(rank, rankByName(field, wanted)) : rank;
    }

    private static int rankByName(Map<?, ?> named, Labels wanted) {
        int rank = Labels.NONE;
        for (String name : NAMES) {
            rank = Math.min(rank, wanted.rankOf(named.get(name)));
        }
        return rank;
    }

    private static @Nullable Object valueOf(Map<?, ?> answer) {
        Object text = answer.get("type") instanceof String type ? textOf(answer.get(type), answer) : null;
        for (int i = 0; text == null && i < VALUES.size(); i++) {
            text = textOf(answer.get(VALUES.get(i)), answer);
        }
        return text;
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
}
