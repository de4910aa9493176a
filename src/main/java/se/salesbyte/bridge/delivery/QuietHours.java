package se.salesbyte.bridge.delivery;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hours in which nothing is sent, by the clocks of a place, whenever those are put forward or back.
 *
 * @param from when they begin
 * @param to when they end, on the next day where it is not later than {@code from}; another time than that
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    /** When the quiet hours end in which that time lies; empty if it lies in none. */
    public Optional<Instant> endIfQuiet(Instant now) {
        return isQuiet(now) ? Optional.of(endAfter(now)) : Optional.empty();
    }

    private boolean isQuiet(Instant now) {
        LocalTime time = now.atZone(zone).toLocalTime();
        boolean begun = !time.isBefore(from);
        boolean ended = !time.isBefore(to);
        return from.isBefore(to) ? begun && !ended : begun || !ended;
    }

    /**
     * The next moment at which it is not quiet: at that hour, or where the clocks are put past it or back behind the
     * beginning. On a day whose clocks leave out all of what is not quiet, that is the day after.
     */
    private Instant endAfter(Instant now) {
        LocalDateTime today = now.atZone(zone).toLocalDate().atTime(to);
        Stream<Instant> ends =
                Stream.of(today, today.plusDays(1), today.plusDays(2)).flatMap(this::moments);
        return Stream.concat(
                        ends,
                        Stream.ofNullable(zone.getRules().nextTransition(now)).map(ZoneOffsetTransition::getInstant))
                .filter(end -> end.isAfter(now) && !isQuiet(end))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** None of a time that the clocks leave out, two of one that they show twice. */
    private Stream<Instant> moments(LocalDateTime time) {
        return zone.getRules().getValidOffsets(time).stream().map((ZoneOffset offset) -> time.toInstant(offset));
    }
}
