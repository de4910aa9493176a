package se.salesbyte.bridge.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the client of one connection has sent last. Remembers the texts that PostgreSQL's driver has prepared, as it sends
 * only their names later. What is sent in one piece is taken to arrive in one.
 */
final class SentText {
    private static final Pattern PREPARED = Pattern.compile("(S_\\d+)\0([^\0]+)\0");

    private final Map<String, String> textByName = new HashMap<>();
    private String last = "";

    void sent(byte[] bytes, int length) {
        last = new String(bytes, 0, length, ISO_8859_1);
        Matcher prepared = PREPARED.matcher(last);
        while (prepared.find()) {
            textByName.put(prepared.group(1), prepared.group(2));
        }
    }

    /** Whether that statement, whole and in whatever case, is among it. */
    boolean contains(String statement) {
        return Pattern.compile("[\0-\37]" + Pattern.quote(statement) + "\0", Pattern.CASE_INSENSITIVE)
                        .matcher(last)
                        .find()
                || textByName.entrySet().stream()
                        .anyMatch(each -> each.getValue().equalsIgnoreCase(statement)
                                && last.contains("\0" + each.getKey() + "\0"));
    }
}
