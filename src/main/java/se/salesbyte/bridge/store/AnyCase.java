package se.salesbyte.bridge.store;

/** Patterns for {@code glob}, as SQLite has it, that ignore case in every alphabet; its {@code like} does so for A to Z alone. */
final class AnyCase {
    private AnyCase() {}

    /** Finds that text anywhere, taken literally. */
    static String anywhere(String text) {
        StringBuilder pattern = new StringBuilder("*");
        text.codePoints().forEach(character -> append(pattern, character));
        return pattern.append('*').toString();
    }

    private static void append(StringBuilder pattern, int character) {
        int lower = Character.toLowerCase(character);
        int upper = Character.toUpperCase(character);
        boolean special = character == '*' || character == '?' || character == '[';
        if (lower == upper && !special) {
            pattern.appendCodePoint(character);
            return;
        }
        pattern.append('[').appendCodePoint(lower);
        if (upper != lower) {
            pattern.appendCodePoint(upper);
        }
        pattern.append(']');
    }
}
