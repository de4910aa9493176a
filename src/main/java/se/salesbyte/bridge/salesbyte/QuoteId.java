package se.salesbyte.bridge.salesbyte;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads the id of a quote, which may come as a number or as text. */
public final class QuoteId {
    private static final int LONGEST = 1000;
    private static final int MOST_DIGITS = 18;

    private QuoteId() {}

    /** The id as text; null if that is none: empty, zero, negative, or neither number nor text. */
    public static @Nullable String read(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.bigIntegerValue().signum() > 0 ? node.asText() : null;
        }
        String text = node.isTextual() ? Whitespace.trim(node.textValue()) : "";
        if (text.isEmpty() || isNotPositive(text)) {
            return null;
        }
        return WellFormed.text(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }

    /** The id as JSON should carry it: {@link Long} if it is a number. */
    public static Object value(String id) {
        return isNumber(id) ? (Object) Long.valueOf(id) : id;
    }

    private static boolean isNotPositive(String text) {
        return text.charAt(0) == '-' || text.chars().allMatch(c -> c == '0');
    }

    private static boolean isNumber(String id) {
        return id.length() <= MOST_DIGITS && id.charAt(0) != '0' && id.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
