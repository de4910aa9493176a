package se.salesbyte.bridge.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Durations as people write them: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 30d}. The JDK reads only
 * ISO 8601 ({@code PT0.5S}, {@code P30D}), which few operators know.
 */
final class DurationFormat {
    static final Format<Duration> ONE =
            Format.shown(DurationFormat::parse, "write a duration such as 500ms, 30s or 5m");
    static final Format<List<Duration>> LIST =
            Format.shown(DurationFormat::parseList, "write durations with commas between them, such as 5s,30s,2m");

    /** Nanoseconds of a longer one would not fit a long, and many a JDK and Camel call counts in them. */
    private static final Duration LONGEST = Duration.ofDays(100 * 365);

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private DurationFormat() {}

    /** Empty unless it is a whole number and a unit, more than nothing and at most a hundred years. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches() ? amount(matcher).filter(DurationFormat::isUsable) : Optional.empty();
    }

    private static Optional<Duration> amount(Matcher matcher) {
        return Optional.ofNullable(UNITS.get(matcher.group(2)))
                .map(unit -> Duration.of(Long.parseLong(matcher.group(1)), unit));
    }

    private static boolean isUsable(Duration duration) {
        return !duration.isZero() && duration.compareTo(LONGEST) <= 0;
    }

    private static Optional<List<Duration>> parseList(String text) {
        List<String> parts = Stream.of(text.split(",", -1)).map(String::strip).toList();
        List<Duration> durations =
                parts.stream().flatMap(part -> parse(part).stream()).toList();
        return Optional.of(durations).filter(all -> all.size() == parts.size());
    }

    /** Writes one so that {@link #parse} reads it again, in seconds where they are whole. */
    static String write(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
