package se.salesbyte.bridge.store;

import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks for: anywhere in name, e-mail, phone and company in any case, or the whole of an id. What looks
 * like a phone number is found in other spellings too, by its digits without leading zeros.
 *
 * @param text as it was given
 * @param glob by which SQLite finds it in one value
 * @param digitsGlob likewise, in a phone number without its separators; null if it looks like none
 */
record SearchText(String text, String glob, @Nullable String digitsGlob) {
    /** As {@code fts5} makes them: less than that has no index. */
    private static final int TRIGRAM = 3;

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]+");
    private static final Pattern SEPARATORS = Pattern.compile("[ ()./-]");
    private static final Pattern NOT_COUNTED = Pattern.compile("^\\+?0*");
    private static final String CONDITION =
            """
            (customer_name glob {glob} or customer_email glob {glob}
             or customer_phone glob {glob} or customer_company glob {glob}
             or ({digits} is not null and
                 replace(replace(replace(replace(replace(replace(
                 customer_phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', '') glob {digits})
             or id = upper({text}) or event_id = {text} or salesbyte_id = {text})""";

    static SearchText of(String text) {
        String digits = digits(text);
        return new SearchText(text, AnyCase.anywhere(text), digits == null ? null : AnyCase.anywhere(digits));
    }

    /** The condition for a lead to be found; the parameters are placeholders of SQL. */
    static String condition(String text, String glob, String digits) {
        return CONDITION.replace("{text}", text).replace("{glob}", glob).replace("{digits}", digits);
    }

    /** Adds the parameters {@code text}, {@code glob} and {@code digits}. */
    void bind(Map<String, @Nullable Object> parameters) {
        parameters.put("text", text);
        parameters.put("glob", glob);
        parameters.put("digits", digitsGlob);
    }

    /** Whether the index can tell where it is. */
    boolean isIndexed() {
        return text.codePointCount(0, text.length()) >= TRIGRAM && text.indexOf('\0') < 0;
    }

    /** For {@code match}: finds all that the condition finds in a customer, and perhaps a little more. */
    String match() {
        String digits = digits(text);
        String whole = phrase(text);
        return digits == null ? whole : whole + " OR " + phrase(digits);
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
