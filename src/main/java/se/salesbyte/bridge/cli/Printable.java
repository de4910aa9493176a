package se.salesbyte.bridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Text of others on its way to a terminal: what would move the cursor, change colours or turn the line is shown as code. */
final class Printable {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\p{Cf}\\u2028\\u2029]");

    private Printable() {}

    /** On one line. */
    static String of(String text) {
        return UNSEEN.matcher(text)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /** The text of a node; empty if it has none. */
    static String of(JsonNode node) {
        return node.isNull() ? "" : of(node.asText());
    }

    /** A tree on many lines; the breaks are ours, those in texts are codes in JSON already. */
    static String tree(JsonNode node) {
        return String.join(
                System.lineSeparator(),
                node.toPrettyString().lines().map(Printable::of).toList());
    }
}
