package se.salesbyte.bridge.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: {@code 65536}, {@code 64KiB}, {@code 1MiB}, {@code 1GiB}. The JDK has no parser for them. */
final class SizeFormat {
    static final Format<Long> ONE = Format.shown(SizeFormat::parse, "write a size such as 65536, 64KiB or 1MiB");

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,10})(KiB|MiB|GiB|)");
    private static final Map<String, Long> UNITS =
            Map.of("KiB", 1024L, "MiB", 1024L * 1024, "GiB", 1024L * 1024 * 1024);

    private SizeFormat() {}

    /** The bytes; empty unless it is a whole number above 0, with KiB, MiB, GiB or nothing after it. */
    static Optional<Long> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches() ? Optional.of(bytes(matcher)).filter(bytes -> bytes > 0) : Optional.empty();
    }

    private static long bytes(Matcher matcher) {
        return Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1L);
    }
}
