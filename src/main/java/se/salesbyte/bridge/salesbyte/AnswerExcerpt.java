package se.salesbyte.bridge.salesbyte;

import org.jspecify.annotations.Nullable;

/** The readable part of an answer that is not what SalesByte documents: a proxy's page, say. */
final class AnswerExcerpt {
    private AnswerExcerpt() {}

    /** The text without tags, scripts, styles and comments, white space drawn together; null if nothing remains. */
    static @Nullable String of(String text) {
        StringBuilder excerpt = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<' && beginsMarkup(text, at)) {
                at = endOfMarkup(text, at);
                c = ' ';
            } else {
                at++;
            }
            append(excerpt, c);
        }
        String trimmed = Whitespace.trim(excerpt.toString());
        return trimmed.isEmpty() ? null : trimmed;
    }

    private static void append(StringBuilder excerpt, char c) {
        if (!Whitespace.isBlank(c)) {
            excerpt.append(Character.isISOControl(c) ? '\uFFFD' : c);
        } else if (excerpt.length() > 0 && excerpt.charAt(excerpt.length() - 1) != ' ') {
            excerpt.append(' ');
        }
    }

    private static boolean beginsMarkup(String text, int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return Character.isLetter(next) || next == '/' || next == '!' || next == '?';
    }

    private static int endOfMarkup(String text, int at) {
        if (text.startsWith("<!--", at)) {
            return behind(text, "-->", at);
        }
        for (String unread : new String[] {"script", "style"}) {
            if (text.regionMatches(true, at + 1, unread, 0, unread.length())) {
                return behind(text, ">", indexOfClosing(text, unread, at));
            }
        }
        return behind(text, ">", at);
    }

    private static int indexOfClosing(String text, String tag, int from) {
        String closing = "</" + tag;
        for (int i = from; i < text.length(); i++) {
            if (text.regionMatches(true, i, closing, 0, closing.length())) {
                return i;
            }
        }
        return text.length();
    }

    private static int behind(String text, String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }
}
