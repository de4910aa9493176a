package se.salesbyte.bridge.store;

import java.time.Duration;
import java.time.Instant;

/**
 * How many leads a source had within an hour.
 *
 * @param source empty: the bridge itself, which was there in that hour
 * @param hour counted since 1970
 */
public record HourCount(String source, long hour, long leads) {
    private static final long MILLIS = Duration.ofHours(1).toMillis();

    /** The hour of that time. */
    public static long hourOf(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), MILLIS);
    }

    /** When that hour begins. */
    public static Instant startOf(long hour) {
        return Instant.ofEpochMilli(hour * MILLIS);
    }
}
