package se.salesbyte.bridge.authoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.LabelMeaning;

/**
 * Puts an invented person into an event. Whatever could be of the real one is replaced, each value by the same one wherever it
 * stands; only what cannot be stays: names of fields, questions, kinds of events, truth values, small numbers, and texts that
 * the mapping itself is written with. Confined to one event.
 */
final class InventEvent {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern COMMENT_OR_LITERAL =
            Pattern.compile("/\\*.*?\\*/|\"((?:[^\"\\\\]|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)*+)'", Pattern.DOTALL);
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false|yes|no|ja|nej|on|off|null|\\*{3}");
    private static final Pattern SMALL = Pattern.compile("-?\\d{1,4}");
    private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z_.:/-]{0,40}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ])\\d\\d:\\d\\d.*");
    private static final Set<String> KINDS = Set.of(
            "type",
            "event",
            "eventtype",
            "eventname",
            "topic",
            "action",
            "object",
            "objecttype",
            "kind",
            "trigger",
            "currency",
            "locale",
            "language",
            "lang",
            "version",
            "subscriptiontype",
            "scheme",
            "operation",
            "changetype",
            "method",
            "fieldtype",
            "datatype",
            "status",
            "utmsource",
            "utmmedium",
            "utmcampaign");
    private static final Set<String> QUESTIONS = Set.of("label", "title", "question", "heading");
    private static final Set<String> ANSWERS = Set.of("value", "values", "string_value", "text", "answer", "answers");
    private static final Set<String> INHERITED = Set.of("name", "email", "phone");
    private static final String NAME = "name";
    private static final int AGE = 40;

    private final InventedPeople people = new InventedPeople();
    private final Set<String> literals;
    private final Map<String, String> invented = new HashMap<>();
    private final Set<String> kept = new TreeSet<>();

    /** @param mapping whose texts are no person's */
    InventEvent(String mapping) {
        this.literals = new TreeSet<>(COMMENT_OR_LITERAL
                .matcher(mapping)
                .results()
                .map(literal -> literal.group(1) == null ? literal.group(2) : literal.group(1))
                .filter(Objects::nonNull)
                .toList());
    }

    /** Something that is known of the person from elsewhere. */
    void learn(String meaning, String value) {
        learnTree(value, meaning);
    }

    /** The event with another person in it. */
    Object of(Object event) {
        learnTree(event, "");
        return tree(event, "", "");
    }

    /** What stayed as it was and is no mere name of a field. */
    List<String> kept() {
        return List.copyOf(kept);
    }

    private void learnTree(@Nullable Object tree, String meaning) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (!(value instanceof String text && isQuestion(map, String.valueOf(key), text))) {
                    learnTree(value, meaningOf(map, String.valueOf(key), meaning));
                }
            });
        } else if (tree instanceof Collection<?> list) {
            list.forEach(item -> learnTree(item, meaning));
        } else if (tree instanceof String text) {
            people.learnFrom(text);
            if (meaning.equals(NAME) || meaning.equals("company")) {
                people.learnName(text);
            }
        }
    }

    private Object tree(Object tree, String label, String meaning) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) ->
                    copy.put(key(String.valueOf(key)), field(map, String.valueOf(key), value, meaning)));
            return copy;
        } else if (tree instanceof Collection<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(item == null ? null : tree(item, label, meaning)));
            return copy;
        } else if (tree instanceof String text) {
            return text.isBlank() ? text : text(text, label, meaning);
        }
        return tree instanceof Number number ? number(number, label, meaning) : tree;
    }

    private @Nullable Object field(Map<?, ?> map, String key, @Nullable Object value, String meaning) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text && isQuestion(map, key, text)) {
            return keep(text);
        }
        return tree(value, key, meaningOf(map, key, meaning));
    }

    /** Whether a text is what was asked, not what was answered. */
    private boolean isQuestion(Map<?, ?> map, String key, String text) {
        boolean answer = map.keySet().stream().anyMatch(ANSWERS::contains) || map.get("field") instanceof Map;
        if (QUESTIONS.contains(key)) {
            return answer || map.containsKey("type") || LabelMeaning.isUsual(text);
        }
        return answer && key.equals(NAME) && (LabelMeaning.of(text).isPresent() || literals.contains(text));
    }

    /** By its own label, else by the question that it answers, else by what it is a part of. */
    private static String meaningOf(Map<?, ?> map, String key, String outer) {
        boolean answer = ANSWERS.contains(key) || key.equals(map.get("type")) || map.get("field") instanceof Map;
        String question = answer ? LabelMeaning.questionOf(map).orElse("") : "";
        return LabelMeaning.of(question).or(() -> LabelMeaning.of(key)).orElse(INHERITED.contains(outer) ? outer : "");
    }

    private String key(String key) {
        if (literals.contains(key)) {
            return key;
        }
        String known = people.replaceKnown(key, word -> LabelMeaning.of(word).isEmpty());
        return known.chars().filter(Character::isDigit).count() > 5 ? shape(known) : known;
    }

    private Object number(Number number, String label, String meaning) {
        String digits = new BigDecimal(number.toString()).toPlainString();
        if (isAge(label)) {
            return AGE;
        } else if (SMALL.matcher(digits).matches()) {
            return number;
        } else if (digits.contains(".")) {
            return new BigDecimal(digits).scale() <= 2 && digits.length() < 8 ? number : new BigDecimal("1.5");
        }
        return meaning.equals("phone") ? Long.parseLong(people.phoneFor(digits)) : new BigInteger(shape(digits));
    }

    private String text(String text, String label, String meaning) {
        String stripped = text.strip();
        if (literals.contains(stripped)) {
            return text;
        }
        switch (meaning) {
            case NAME, "company" -> {
                return InventedPeople.EMAIL.matcher(text).find() ? unlabelled(stripped, "") : people.name(text);
            }
            case "phone" -> {
                boolean number = stripped.chars().filter(Character::isDigit).count() > 5
                        && !InventedPeople.WORD.matcher(stripped).find();
                return number ? people.phoneFor(stripped) : message(text);
            }
            case "message" -> {
                return message(text);
            }
            default -> {
                return unlabelled(stripped, label);
            }
        }
    }

    private String unlabelled(String text, String label) {
        String kind = LabelMeaning.plain(label);
        if (TRUTH.matcher(text).matches() || LabelMeaning.isUsual(text)) {
            return text;
        } else if (isAge(label)) {
            return DATE.matcher(text).matches() ? "1990-01-01" : String.valueOf(AGE);
        } else if (SMALL.matcher(text).matches()) {
            return text;
        } else if (KINDS.contains(kind) && KIND.matcher(text).matches()) {
            return keep(text);
        } else if (InventedPeople.EMAIL.matcher(text).matches()) {
            return people.emailFor(text);
        } else if (text.startsWith("{") || text.startsWith("[")) {
            return embedded(text, label);
        } else if (MOMENT.matcher(text).matches()) {
            return "2026-01-31" + text.charAt(10) + "09:30:00" + (text.charAt(10) == 'T' ? "Z" : "");
        } else if (DATE.matcher(text).matches()) {
            return "2026-01-31";
        } else if (text.startsWith("http://") || text.startsWith("https://")) {
            return one(text, "https://example.com/");
        } else if (InventedPeople.PHONE.matcher(text).matches()) {
            return people.phoneFor(text);
        } else if (text.chars().noneMatch(Character::isWhitespace)
                && text.chars().anyMatch(Character::isDigit)) {
            return shape(text);
        }
        return message(text);
    }

    /** JSON in a text is a tree like any other; what only looks so is a text. */
    private String embedded(String text, String label) {
        try {
            Object tree = JSON.readValue(text, Object.class);
            learnTree(tree, "");
            return JSON.writeValueAsString(tree(tree, label, ""));
        } catch (JsonProcessingException noJson) {
            return message(text);
        }
    }

    /** A text of which nothing stays but who is named in it. */
    private String message(String text) {
        String named = String.join(" ", people.namedIn(text));
        return one(text, "Invented text ") + (named.isEmpty() ? "" : ": " + named);
    }

    private String one(String text, String before) {
        return before + invented.computeIfAbsent(text, another -> String.valueOf(invented.size() + 1));
    }

    /** As long as it was, with letters and digits at the same places, and another for each. */
    private String shape(String text) {
        StringBuilder shape = new StringBuilder(
                text.replaceAll("\\p{Nd}", "0").replaceAll("\\p{Lu}", "X").replaceAll("[\\p{L}&&[^\\p{Lu}]]", "x"));
        int number = Integer.parseInt(one(text, ""));
        for (int i = shape.length() - 1; i >= 0 && number > 0; i--) {
            if (shape.charAt(i) == '0') {
                shape.setCharAt(i, (char) ('0' + number % 10));
                number /= 10;
            }
        }
        boolean plainNumber = shape.chars().allMatch(Character::isDigit);
        if (plainNumber && shape.charAt(0) == '0') {
            shape.setCharAt(0, '1');
        }
        return shape.toString();
    }

    private String keep(String text) {
        String known = people.replaceKnown(text);
        kept.add(known);
        return known;
    }

    private static boolean isAge(String label) {
        String plain = LabelMeaning.plain(label);
        return plain.equals("age") || plain.equals("alder") || plain.contains("birth") || plain.contains("fodelse");
    }
}
