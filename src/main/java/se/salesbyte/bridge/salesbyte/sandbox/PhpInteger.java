package se.salesbyte.bridge.salesbyte.sandbox;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Laravel's {@code integer} rule takes, which is what PHP's {@code FILTER_VALIDATE_INT} does. */
final class PhpInteger {
    private static final Pattern DIGITS = Pattern.compile("[+-]?(?:0|[1-9][0-9]{0,18})");

    private PhpInteger() {}

    /** The number: {@code 42}, {@code "42"}, {@code 42.0} and {@code true} pass, {@code "042"} does not; else null. */
    static @Nullable Long of(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1L : null;
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Long) number.longValue() : null;
        }
        return value instanceof String || value instanceof Number ? parse(value.toString()) : null;
    }

    private static @Nullable Long parse(String text) {
        try {
            return DIGITS.matcher(text).matches() ? Long.valueOf(text) : null;
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }
}
