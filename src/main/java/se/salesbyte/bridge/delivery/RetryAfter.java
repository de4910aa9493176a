package se.salesbyte.bridge.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/** Reads {@code Retry-After} (RFC 9110, 10.2.3): seconds, or an HTTP date in any of its three forms (5.6.7). */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("0*([0-9]+)");
    private static final Duration EVER_SO_LONG = Duration.ofSeconds(999_999_999);
    /** Names no zone, which the library asks for. */
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int MOST_DIGITS = 9;
    private static final int LONGEST_DATE = 40;

    private RetryAfter() {}

    /**
     * How long to wait from now on; of several values the longest wait.
     *
     * @return empty if none of them is seconds or a date; zero for a date that is past
     */
    public static Optional<Duration> parse(List<String> values, Instant now) {
        return values.stream()
                .flatMap(value -> parse(value.strip(), now).stream())
                .max(Comparator.naturalOrder());
    }

    private static Optional<Duration> parse(String value, Instant now) {
        var seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            String digits = seconds.group(1);
            return Optional.of(
                    digits.length() > MOST_DIGITS ? EVER_SO_LONG : Duration.ofSeconds(Long.parseLong(digits)));
        }
        return Optional.of(value)
                .filter(text -> text.length() <= LONGEST_DATE)
                .flatMap(RetryAfter::date)
                .map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    }

    private static Optional<Instant> date(String text) {
        return Optional.ofNullable(DateUtils.parseStandardDate(text)).or(() -> asctime(text));
    }

    private static Optional<Instant> asctime(String text) {
        try {
            return Optional.of(ASCTIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
