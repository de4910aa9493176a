package se.salesbyte.bridge.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code $titled(answers, questions)}: each answer with the title of its question, where the two come in lists of their own
 * and an answer names its question by an id only.
 */
final class Titled {
    private Titled() {}

    /** A list of copies; answers without a question, or with a title of their own, stay as they are. */
    static List<Object> answers(@Nullable Object answers, @Nullable Object questions) {
        Map<Object, Object> titles = new HashMap<>();
        each(questions).forEach(question -> {
            if (question instanceof Map<?, ?> asked && asked.get("title") instanceof String title) {
                titles.put(String.valueOf(asked.get("id")), title);
            }
        });
        return each(answers).stream()
                .<Object>map(answer -> answer instanceof Map<?, ?> given ? titled(given, titles) : answer)
                .toList();
    }

    private static Map<?, ?> titled(Map<?, ?> answer, Map<Object, Object> titles) {
        Object id = answer.get("field") instanceof Map<?, ?> field ? field.get("id") : answer.get("question_id");
        Object title = id == null ? null : titles.get(String.valueOf(id));
        if (title == null || answer.containsKey("title")) {
            return answer;
        }
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(answer);
        copy.put("title", title);
        return copy;
    }

    /** JSONata takes a list of one and that one for the same. */
    private static Collection<?> each(@Nullable Object list) {
        return list == null ? List.of() : list instanceof Collection<?> several ? several : List.of(list);
    }
}
