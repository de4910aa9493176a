package se.salesbyte.bridge.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.HourCount;
import se.salesbyte.bridge.store.Watching;

/**
 * Counts how many leads each source has by the hour, and keeps that: each lead is read once or twice, in the hour in which it
 * came; only the first look ever reads those of the last weeks, a day at a time. One thread at a time.
 */
final class CountHours {
    /** Stands for the bridge itself, which was there. */
    private static final String BRIDGE = "";

    private static final long KEPT = Duration.ofDays(35).toHours();
    private static final long DAY = 24;
    private static final Duration LATE = Duration.ofMinutes(10); // what another replica commits a little later

    private final Watching watching;
    private final Map<String, NavigableMap<Long, Long>> counts = new HashMap<>();
    private @Nullable Instant counted;

    CountHours(Watching watching) {
        this.watching = watching;
    }

    /** Brings the counts up to date. */
    void look(Instant now) {
        long hour = HourCount.hourOf(now);
        long first = counted == null ? begin(hour) : HourCount.hourOf(counted.minus(LATE));
        for (long from = Math.min(first, hour); from <= hour; from += DAY) {
            keep(watching.count(from, Math.min(from + DAY, hour + 1)), hour);
        }
        keep(List.of(new HourCount(BRIDGE, hour, 1)), hour);
        counted = now;
    }

    /** What was kept in an earlier run; what came since then is counted from there. */
    private long begin(long hour) {
        long last = hour - KEPT;
        for (HourCount kept : watching.hours(hour - KEPT)) {
            of(kept.source()).put(kept.hour(), kept.leads());
            last = Math.max(last, Math.min(kept.hour(), hour));
        }
        return last;
    }

    private void keep(List<HourCount> found, long hour) {
        List<HourCount> changed = new ArrayList<>();
        for (HourCount count : found) {
            Long before = of(count.source()).put(count.hour(), count.leads());
            if (before == null || before != count.leads()) {
                changed.add(count);
            }
        }
        if (!changed.isEmpty()) {
            watching.keep(changed, hour - KEPT).join();
            counts.values().forEach(hours -> hours.headMap(hour - KEPT).clear());
        }
    }

    /** How many leads the source had, by the hour. */
    NavigableMap<Long, Long> of(String source) {
        return counts.computeIfAbsent(source, none -> new TreeMap<>());
    }

    /** Whether the bridge was there in that hour: else nothing could be heard. */
    boolean wasThere(long hour) {
        return of(BRIDGE).containsKey(hour);
    }
}
