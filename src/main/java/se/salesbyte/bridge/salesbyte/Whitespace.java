package se.salesbyte.bridge.salesbyte;

/**
 * Trims as Laravel's {@code Str::trim} does, which SalesByte seems to use: Unicode spaces, no-break ones included, and
 * the invisible U+FEFF, U+200B and U+200E. What it leaves empty, SalesByte would treat as missing.
 */
public final class Whitespace {
    private Whitespace() {}

    /** The text without white space at either end; the same instance if there is none. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isBlank(char c) {
        return c == ' '
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\0'
                || c == '\u0085'
                || c == '\uFEFF'
                || c == '\u200B'
                || c == '\u200E';
    }
}
