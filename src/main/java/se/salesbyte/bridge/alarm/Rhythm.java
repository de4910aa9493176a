package se.salesbyte.bridge.alarm;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import se.salesbyte.bridge.store.HourCount;

/**
 * How many events a source has in each hour of the week, learnt from its last four weeks, and what it takes to call it silent.
 * Of each weekday the busiest day is left out: an import must not make all that follows look silent. Immutable.
 */
final class Rhythm {
    private static final int WEEKS = 4;
    private static final int LEAST_DAYS = 14;
    private static final int LEAST_A_WEEK = 10;
    private static final int HOURS = 24;
    private static final double MOST_SPREAD = 6;

    private final Map<DayOfWeek, double[]> perHour;
    private final double spread;
    private final ZoneId zone;

    private Rhythm(Map<DayOfWeek, double[]> perHour, double spread, ZoneId zone) {
        this.perHour = perHour;
        this.spread = spread;
        this.zone = zone;
    }

    /**
     * Learns it from the four weeks before a day.
     *
     * @param counts events by the hour, see {@link HourCount}; hours without any may be missing
     * @param last the time of the last event: its day does not count
     */
    static Rhythm of(NavigableMap<Long, Long> counts, Instant last, ZoneId zone) {
        LocalDate end = last.atZone(zone).toLocalDate();
        LocalDate begin = end.minusDays(7L * WEEKS);
        if (!counts.isEmpty()) {
            LocalDate known = day(counts.firstKey(), zone);
            begin = known.isAfter(begin) ? known : begin;
        }
        NavigableMap<LocalDate, long[]> days = new TreeMap<>();
        for (LocalDate day = begin; day.isBefore(end); day = day.plusDays(1)) {
            days.put(day, new long[HOURS]);
        }
        counts.forEach((hour, events) -> {
            ZonedDateTime time = HourCount.startOf(hour).atZone(zone);
            long[] day = days.get(time.toLocalDate());
            if (day != null) {
                day[time.getHour()] += events;
            }
        });
        return days.size() < LEAST_DAYS ? new Rhythm(Map.of(), 1, zone) : learn(days, zone);
    }

    private static LocalDate day(long hour, ZoneId zone) {
        return HourCount.startOf(hour).atZone(zone).toLocalDate();
    }

    private static Rhythm learn(NavigableMap<LocalDate, long[]> days, ZoneId zone) {
        Map<DayOfWeek, List<long[]>> weekdays = new EnumMap<>(DayOfWeek.class);
        days.forEach((day, hours) -> weekdays.computeIfAbsent(day.getDayOfWeek(), none -> new ArrayList<>())
                .add(hours));
        Map<DayOfWeek, double[]> perHour = new EnumMap<>(DayOfWeek.class);
        double deviation = 0;
        int freedom = 0;
        for (Map.Entry<DayOfWeek, List<long[]>> weekday : weekdays.entrySet()) {
            List<long[]> quieter = withoutBusiest(weekday.getValue());
            double[] means = new double[HOURS];
            for (int hour = 0; hour < HOURS; hour++) {
                double mean = mean(quieter, hour);
                means[hour] = mean;
                for (long[] day : quieter) {
                    deviation += mean == 0 ? 0 : (day[hour] - mean) * (day[hour] - mean) / mean;
                }
                freedom += mean == 0 ? 0 : quieter.size() - 1;
            }
            perHour.put(weekday.getKey(), means);
        }
        double spread = freedom == 0 ? 2 : Math.max(1, Math.min(MOST_SPREAD, deviation / freedom));
        return new Rhythm(perHour, spread, zone);
    }

    private static List<long[]> withoutBusiest(List<long[]> days) {
        return days.stream()
                .sorted(Comparator.comparingLong(Rhythm::sum))
                .limit(Math.max(1, days.size() - 1))
                .toList();
    }

    private static long sum(long[] day) {
        long sum = 0;
        for (long events : day) {
            sum += events;
        }
        return sum;
    }

    private static double mean(List<long[]> days, int hour) {
        double sum = 0;
        for (long[] day : days) {
            sum += day[hour];
        }
        return sum / days.size();
    }

    /** How many events a week has; 0 if it is not known yet. */
    double perWeek() {
        double sum = 0;
        for (double[] day : perHour.values()) {
            for (double events : day) {
                sum += events;
            }
        }
        return sum;
    }

    /**
     * How many events are to be expected between two times.
     *
     * @param counts which hours count, see {@link HourCount}
     */
    double expected(Instant from, Instant to, LongPredicate counts) {
        double expected = 0;
        for (long hour = HourCount.hourOf(from); hour <= HourCount.hourOf(to); hour++) {
            if (counts.test(hour)) {
                expected += at(hour) * part(hour, from, to);
            }
        }
        return expected;
    }

    private double at(long hour) {
        ZonedDateTime time = HourCount.startOf(hour).atZone(zone);
        double[] day = perHour.get(time.getDayOfWeek());
        return day == null ? 0 : day[time.getHour()];
    }

    private static double part(long hour, Instant from, Instant to) {
        Instant begin = HourCount.startOf(hour);
        Instant end = HourCount.startOf(hour + 1);
        Instant first = from.isAfter(begin) ? from : begin;
        Instant last = to.isBefore(end) ? to : end;
        return first.isBefore(last)
                ? (double) Duration.between(first, last).toMillis()
                        / Duration.between(begin, end).toMillis()
                : 0;
    }

    /**
     * How many events must be missing in a row until that happens by chance at most once in that time: of events that come
     * each for itself none of {@code e} expected ones comes with probability exp(-e) (Poisson); where they come in bunches,
     * as many times more as they spread more than that. Infinite for a source with few events or a short history.
     */
    double missingForSilence(Duration once) {
        double inThatTime = perWeek() * once.toSeconds() / Duration.ofDays(7).toSeconds();
        return perWeek() < LEAST_A_WEEK ? Double.POSITIVE_INFINITY : spread * Math.log(Math.max(inThatTime, Math.E));
    }
}
