package se.salesbyte.bridge.store;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks for: words, each anywhere in name, e-mail, phone or company in any case, or the whole of an id. What
 * looks like a phone number is found in other spellings too, by its digits without leading zeros.
 *
 * @param text as it was given
 * @param globs by which the database finds each word in one value, as JSON
 * @param digitsGlob likewise, in a phone number without its separators; null if it looks like none
 */
record SearchText(String text, String globs, @Nullable String digitsGlob) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As {@code fts5} makes them: less than that has no index. */
    private static final int TRIGRAM = 3;

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]+");
    private static final Pattern SEPARATORS = Pattern.compile("[ ()./-]");
    private static final Pattern NOT_COUNTED = Pattern.compile("^\\+?0*");
    private static final String TEMPLATE =
            """
            (not exists (select 1 from json_each({globs}) word
                          where (glob(word.value, customer_name) or glob(word.value, customer_email)
                                 or glob(word.value, customer_phone) or glob(word.value, customer_company)) is not true)
             or ({digits} is not null and
                 glob({digits}, replace(replace(replace(replace(replace(replace(
                 customer_phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', '')))
             or id = upper({text}) or event_id = {text} or salesbyte_id = {text})""";

    /** The condition for a lead to be found, with parameters as {@link #bind(Bind, SearchText)} adds them. */
    static final String CONDITION = condition("cast(? as text)", "cast(? as text)", "cast(? as text)");

    static SearchText of(String text) {
        String digits = digits(text);
        return new SearchText(text, globs(words(text)), digits == null ? null : AnyCase.anywhere(digits));
    }

    /** The condition for a lead to be found; the parameters are placeholders of SQL. */
    static String condition(String text, String globs, String digits) {
        return TEMPLATE.replace("{text}", text).replace("{globs}", globs).replace("{digits}", digits);
    }

    /** Adds the parameters of {@link #CONDITION}, in its order; nulls for null. */
    static void bind(Bind statement, @Nullable SearchText text) throws SQLException {
        String digits = text == null ? null : text.digitsGlob;
        String whole = text == null ? null : text.text;
        statement.text(text == null ? "[]" : text.globs).text(digits).text(digits);
        statement.text(whole).text(whole).text(whole);
    }

    /** Adds the parameters {@code text}, {@code globs} and {@code digits}. */
    void bind(Map<String, @Nullable Object> parameters) {
        parameters.put("text", text);
        parameters.put("globs", globs);
        parameters.put("digits", digitsGlob);
    }

    /** Whether the index can tell where it is. */
    boolean isIndexed() {
        return words(text).stream().anyMatch(SearchText::isLong) && text.indexOf('\0') < 0;
    }

    /** For {@code match}: finds all that the condition finds in a customer, and perhaps a little more. */
    String match() {
        String digits = digits(text);
        String words = words(text).stream()
                .filter(SearchText::isLong)
                .map(SearchText::phrase)
                .collect(joining(" AND "));
        return digits == null ? words : "(" + words + ") OR " + phrase(digits);
    }

    /** What is put into the index of a customer; empty if there is nothing to find. */
    static String indexed(Customer customer) {
        StringJoiner all = new StringJoiner("\n");
        add(all, customer.name());
        add(all, customer.email());
        add(all, customer.phone());
        add(all, customer.company());
        String phone = customer.phone();
        if (phone != null && SEPARATORS.matcher(phone).find()) {
            add(all, SEPARATORS.matcher(phone).replaceAll(""));
        }
        return all.toString();
    }

    private static List<String> words(String text) {
        List<String> words = Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty() ? List.of(text) : words;
    }

    private static boolean isLong(String word) {
        return word.codePointCount(0, word.length()) >= TRIGRAM;
    }

    private static String globs(List<String> words) {
        try {
            return JSON.writeValueAsString(words.stream().map(AnyCase::anywhere).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("words could not be written as JSON", e);
        }
    }

    private static void add(StringJoiner all, @Nullable String value) {
        if (value != null) {
            all.add(folded(value));
        }
    }

    private static String phrase(String text) {
        return '"' + folded(text).replace("\"", "\"\"") + '"';
    }

    /** Character by character, as {@link AnyCase} compares. */
    private static String folded(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static @Nullable String digits(String text) {
        if (!PHONE.matcher(text).matches()) {
            return null;
        }
        String digits =
                NOT_COUNTED.matcher(SEPARATORS.matcher(text).replaceAll("")).replaceFirst("");
        return digits.length() >= TRIGRAM ? digits : null;
    }
}
