package se.salesbyte.bridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How many leads each source had, by the hour; looks at each lead once, as that never changes. Not thread-safe. */
final class CountReceived {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final String COUNT =
            """
            select received_at / 3600000 as hour, source, count(*) as leads from lead
             where id > :after and id <= :last group by <plain>received_at / 3600000, <plain>source""";

    private final NavigableMap<Long, Map<String, Long>> hours = new TreeMap<>();
    private String after = "";

    /** What was received since then. */
    Map<String, Long> look(Handle handle, Instant from) {
        long first = from.toEpochMilli() / HOUR;
        hours.headMap(first).clear();
        String before = LeadIds.lastBefore(from);
        after = after.compareTo(before) < 0 ? before : after;
        String last = newest(handle);
        if (last != null && last.compareTo(after) > 0) {
            count(handle, last);
            after = last;
        }
        Map<String, Long> sources = new TreeMap<>();
        hours.values().forEach(hour -> hour.forEach((source, leads) -> sources.merge(source, leads, Long::sum)));
        return sources;
    }

    private void count(Handle handle, String last) {
        handle.createQuery(COUNT)
                .bind("after", after)
                .bind("last", last)
                .map((row, context) -> hours.computeIfAbsent(row.getLong("hour"), none -> new TreeMap<>())
                        .merge(row.getString("source"), row.getLong("leads"), Long::sum))
                .list();
    }

    private static @Nullable String newest(Handle handle) {
        return handle.createQuery("select max(id) from lead")
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }
}
