package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How long deliveries took, by the hour in which they ended, to three hundredths. Looks at each delivery once, but for
 * those of the last seconds, to which others may be committed still. Not thread-safe.
 */
final class CountLatency {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long OPEN = Duration.ofSeconds(10).toMillis();
    private static final int STEPS = 32; // of each doubling
    private static final int SLOTS = STEPS * 40;
    private static final String DELIVERED =
            """
            select lead_id, ended_at from attempt where outcome = 'delivered' and ended_at >= :from and ended_at < :to""";

    private final NavigableMap<Long, long[]> hours = new TreeMap<>();
    private long counted = Long.MIN_VALUE;

    /** Of what was delivered since then. */
    Latency look(Handle handle, Instant from, Instant now) {
        long first = from.toEpochMilli();
        hours.headMap(first / HOUR).clear();
        long closed = Math.max(Math.max(first, counted), now.toEpochMilli() - OPEN);
        count(handle, Math.max(first, counted), closed, hours);
        counted = closed;
        NavigableMap<Long, long[]> open = new TreeMap<>();
        count(handle, closed, Long.MAX_VALUE, open);
        long[] all = new long[SLOTS];
        hours.values().forEach(hour -> add(all, hour));
        open.values().forEach(hour -> add(all, hour));
        return new Latency(rank(all, 50), rank(all, 95), rank(all, 99));
    }

    private static void count(Handle handle, long from, long to, NavigableMap<Long, long[]> into) {
        handle.createQuery(DELIVERED)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> {
                    long endedAt = row.getLong("ended_at");
                    long millis = Math.max(
                            0, endedAt - Ulid.from(row.getString("lead_id")).getTime());
                    return into.computeIfAbsent(endedAt / HOUR, none -> new long[SLOTS])[slot(millis)]++;
                })
                .forEach(count -> {});
    }

    private static void add(long[] sum, long[] more) {
        for (int i = 0; i < SLOTS; i++) {
            sum[i] += more[i];
        }
    }

    private static @Nullable Long rank(long[] slots, int percent) {
        long all = 0;
        for (long count : slots) {
            all += count;
        }
        long wanted = (long) Math.ceil(all * (percent / 100.0));
        for (int i = 0; i < SLOTS && all > 0; i++) {
            wanted -= slots[i];
            if (wanted <= 0) {
                return lowest(i);
            }
        }
        return null;
    }

    private static int slot(long millis) {
        if (millis < STEPS) {
            return (int) millis;
        }
        int doublings = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis / STEPS);
        return Math.min(SLOTS - 1, STEPS * doublings + (int) (millis >> doublings));
    }

    private static long lowest(int slot) {
        int doublings = Math.max(0, slot / STEPS - 1);
        return (long) (slot - STEPS * doublings) << doublings;
    }
}
