package se.salesbyte.bridge.config;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of the day in which nothing is sent, as the clocks of a place show them.
 *
 * @param from when they begin
 * @param to when they end, on the next day where it is not later than {@code from}; another time than that
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    static final Format<QuietHours> FORMAT = Format.shown(
            QuietHours::parse, "write two different times and a time zone such as 21:00-08:00 Europe/Stockholm");

    private static final Pattern SYNTAX =
            Pattern.compile("([0-9]{2}:[0-9]{2}) ?[-\u2013] ?([0-9]{2}:[0-9]{2}) +([A-Za-z][\\w/+-]*)");

    private static Optional<QuietHours> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            QuietHours hours = new QuietHours(
                    LocalTime.parse(matcher.group(1)), LocalTime.parse(matcher.group(2)), ZoneId.of(matcher.group(3)));
            return Optional.of(hours).filter(some -> !some.from.equals(some.to));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
