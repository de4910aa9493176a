package se.salesbyte.bridge.mapping;

import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What labels are compared by: their letters and digits, without case and accents. "E-post" and "epost" are one. */
final class Label {
    /** What forms write behind a label: "E-post (obligatoriskt)". */
    private static final List<String> HINTS = List.of(
            "obligatoriskt", "obligatorisk", "valfritt", "valfri", "frivilligt", "frivillig", "required", "optional");

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
        return withoutHint(letters.toString());
    }

    private static String withoutHint(String letters) {
        for (String hint : HINTS) {
            if (letters.length() > hint.length() && letters.endsWith(hint)) {
                return letters.substring(0, letters.length() - hint.length());
            }
        }
        return letters;
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
