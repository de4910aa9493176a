package se.salesbyte.bridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * How many leads of each minute are in which state. Counts the last minutes anew at every look, and of those before a
 * part, one after the other, as old leads change seldom. Not thread-safe.
 */
final class CountByMinute {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int RECENT = 2;
    private static final int LEADS_AT_ONCE = 50_000;
    private static final String COUNT =
            """
            select received_at / 60000 as minute, state, count(*) as leads from lead
             where id >= :from and id < :to group by <plain>received_at / 60000, <plain>state""";

    private final NavigableMap<Long, Map<LeadState, Long>> minutes = new TreeMap<>();
    private long counted = Long.MIN_VALUE;
    private long again = Long.MIN_VALUE;

    /** Brings the counts up to date; what is older than {@code from} is forgotten. */
    void look(Handle handle, Instant from, Instant now) {
        long first = from.toEpochMilli() / MINUTE;
        long last = now.toEpochMilli() / MINUTE;
        minutes.headMap(first).clear();
        long recent = Math.max(first, Math.min(counted, last - RECENT));
        count(handle, recent, Long.MAX_VALUE);
        counted = last;
        long end = again > first && again < recent ? again : recent;
        long start = startOfPart(first, end);
        count(handle, start, end);
        again = start;
    }

    /** The numbers of that state, of so many times that follow each other, oldest first. */
    long[] of(LeadState state, Instant from, Duration each, int buckets) {
        long first = from.toEpochMilli() / MINUTE;
        long[] numbers = new long[buckets];
        for (Map.Entry<Long, Map<LeadState, Long>> minute :
                minutes.tailMap(first).entrySet()) {
            long bucket = Math.min(buckets - 1L, (minute.getKey() - first) / each.toMinutes());
            numbers[(int) bucket] += minute.getValue().getOrDefault(state, 0L);
        }
        return numbers;
    }

    private long startOfPart(long first, long end) {
        long leads = 0;
        for (Map.Entry<Long, Map<LeadState, Long>> minute :
                minutes.subMap(first, true, end, false).descendingMap().entrySet()) {
            for (long count : minute.getValue().values()) {
                leads += count;
            }
            if (leads >= LEADS_AT_ONCE) {
                return minute.getKey();
            }
        }
        return first;
    }

    private void count(Handle handle, long from, long to) {
        minutes.subMap(from, Math.max(from, to)).clear();
        handle.createQuery(COUNT)
                .bind("from", LeadIds.firstAt(Instant.ofEpochMilli(from * MINUTE)))
                .bind(
                        "to",
                        to == Long.MAX_VALUE ? LeadIds.AFTER_ALL : LeadIds.firstAt(Instant.ofEpochMilli(to * MINUTE)))
                .map((row, context) -> {
                    long minute = Math.max(from, Math.min(to - 1, row.getLong("minute"))); // a clock may be set back
                    return minutes.computeIfAbsent(minute, none -> new EnumMap<>(LeadState.class))
                            .merge(LeadState.of(row.getString("state")), row.getLong("leads"), Long::sum);
                })
                .list();
    }
}
