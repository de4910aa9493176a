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

    private static String lettersOf(String text) {
        if (isPlain(text)) {
            return text;
        }
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

    /** As most names and ids are written already: this is the hot path. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
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
