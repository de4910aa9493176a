package se.salesbyte.bridge.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the value of a setting is written.
 *
 * @param parser the value of a stripped, non-empty text; empty if the text is not of this format
 * @param advice what to write instead, as the end of a fault's sentence
 * @param hidden whether a text of this format, even a wrong one, may hold a secret and is never shown
 */
record Format<T>(Function<String, Optional<T>> parser, String advice, boolean hidden) {

    static <T> Format<T> shown(Function<String, Optional<T>> parser, String advice) {
        return new Format<>(parser, advice, false);
    }

    static <T> Format<T> hidden(Function<String, Optional<T>> parser, String advice) {
        return new Format<>(parser, advice, true);
    }

    /** One of those, in lower case. */
    static <E extends Enum<E>> Format<E> oneOf(Class<E> words, String advice) {
        return shown(
                text -> Arrays.stream(words.getEnumConstants())
                        .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst(),
                advice);
    }

    Optional<T> parse(String text) {
        return parser.apply(text);
    }
}
