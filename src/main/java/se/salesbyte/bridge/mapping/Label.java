package se.salesbyte.bridge.mapping;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What labels are compared by: their letters and digits, without case and accents. "E-post" and "epost" are one. */
final class Label {
    private Label() {}

    /** Empty for what has neither letter nor digit, or is no text. */
    static String of(@Nullable Object written) {
        return written instanceof String text ? lettersOf(text) : "";
    }

    /**
     * Whether a label compares equal, without making a text of it where it is plain ASCII: this is the hot path.
     *
     * @param wanted made by {@link #of}
     */
    static boolean matches(@Nullable Object written, String wanted) {
        return written instanceof String text
                && (isAscii(text) ? matchesAscii(text, wanted) : lettersOf(text).equals(wanted));
    }

    private static boolean matchesAscii(String text, String wanted) {
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (matched == wanted.length() || Character.toLowerCase(c) != wanted.charAt(matched++)) {
                    return false;
                }
            }
        }
        return matched == wanted.length();
    }

    private static String lettersOf(String text) {
        String plain = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder letters = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                letters.append(Character.toLowerCase(c));
            }
        }
        return letters.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}
