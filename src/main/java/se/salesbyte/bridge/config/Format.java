package se.salesbyte.bridge.config;

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

    Optional<T> parse(String text) {
        return parser.apply(text);
    }
}
