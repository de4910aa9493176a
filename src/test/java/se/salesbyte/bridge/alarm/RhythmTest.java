package se.salesbyte.bridge.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import se.salesbyte.bridge.store.HourCount;

/** What is usual in a week, and how much of it must be missing. */
class RhythmTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Instant LAST = local("2026-10-30T17:30");

    @Test
    void knowsTheHoursOfTheWeekThoughTheClocksGoBack() {
        Rhythm rhythm = Rhythm.of(weekdays(4, 28), LAST, ZONE);
        assertThat(rhythm.perWeek()).isCloseTo(4 * 10 * 5, within(0.01));
        assertThat(expected(rhythm, "2026-10-30T17:30", "2026-10-30T18:00")).isCloseTo(2, within(0.01));
        assertThat(expected(rhythm, "2026-10-30T18:00", "2026-11-02T08:00")).isZero();
        assertThat(expected(rhythm, "2026-11-02T08:00", "2026-11-02T10:00")).isCloseTo(8, within(0.01));
        assertThat(rhythm.missingForSilence(YEAR)).isCloseTo(Math.log(4 * 10 * 5 * 365 / 7.0), within(0.01));
    }

    @Test
    void isNotMisledByTheDayOfAnImport() {
        NavigableMap<Long, Long> counts = weekdays(4, 28);
        counts.put(HourCount.hourOf(local("2026-10-20T09:00")), 5_000L);
        Rhythm rhythm = Rhythm.of(counts, LAST, ZONE);
        assertThat(rhythm.perWeek()).isCloseTo(4 * 10 * 5, within(0.01));
    }

    @Test
    void asksForMoreWhereEventsComeInBunches() {
        NavigableMap<Long, Long> bunches = weekdays(4, 28);
        bunches.replaceAll((hour, events) -> hour / 24 % 2 == 0 ? 0L : 8L);
        double even = Rhythm.of(weekdays(4, 28), LAST, ZONE).missingForSilence(YEAR);
        assertThat(Rhythm.of(bunches, LAST, ZONE).missingForSilence(YEAR)).isGreaterThan(even * 1.5);
    }

    @Test
    void saysNothingOfRareSourcesAndShortHistories() {
        assertThat(Rhythm.of(weekdays(4, 13), LAST, ZONE).missingForSilence(YEAR))
                .isInfinite();
        assertThat(Rhythm.of(weekdays(4, 14), LAST, ZONE).missingForSilence(YEAR))
                .isFinite();
        NavigableMap<Long, Long> rare = new TreeMap<>();
        weekdays(1, 28).forEach((hour, events) -> {
            if (hour % 24 == 9) {
                rare.put(hour, events);
            }
        });
        assertThat(Rhythm.of(rare, LAST, ZONE).missingForSilence(YEAR)).isInfinite();
        assertThat(Rhythm.of(new TreeMap<>(), LAST, ZONE).missingForSilence(YEAR))
                .isInfinite();
    }

    @Test
    void leavesOutHoursInWhichTheBridgeWasNotThere() {
        Rhythm rhythm = Rhythm.of(weekdays(4, 28), LAST, ZONE);
        assertThat(rhythm.expected(local("2026-11-02T08:00"), local("2026-11-02T18:00"), hour -> false))
                .isZero();
    }

    private static double expected(Rhythm rhythm, String from, String to) {
        return rhythm.expected(local(from), local(to), hour -> true);
    }

    /** So many events in each hour from 8 to 18 of weekdays, in so many days before the last one. */
    private static NavigableMap<Long, Long> weekdays(long events, int days) {
        NavigableMap<Long, Long> counts = new TreeMap<>();
        ZonedDateTime end = LAST.atZone(ZONE).toLocalDate().atStartOfDay(ZONE);
        for (ZonedDateTime hour = end.minusDays(days); hour.isBefore(end); hour = hour.plusHours(1)) {
            boolean busy =
                    hour.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 && hour.getHour() >= 8 && hour.getHour() < 18;
            counts.put(HourCount.hourOf(hour.toInstant()), busy ? events : 0L);
        }
        return counts;
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZONE).toInstant();
    }
}
