package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads {@link Statistics}; each part from an index that holds no more than what is asked for. */
final class ReadStatistics {
    /** What {@link LeadQueries} puts for {@code plain} keeps SQLite from reading every lead in the order of the groups. */
    static final String COUNTS =
            "select source, state, count(*) as leads from lead where id >= :from group by <plain>source, state";

    static final String DELIVERED =
            "select lead_id, ended_at from attempt where outcome = 'delivered' and ended_at >= :from";
    static final String OLDEST = "select min(id) as id from lead where state in ('accepted', 'delivering', 'retrying')";

    private final Handle handle;

    ReadStatistics(Handle handle) {
        this.handle = handle;
    }

    Statistics since(Instant from) {
        return new Statistics(counts(from), latency(from), oldest());
    }

    private Map<String, Map<LeadState, Long>> counts(Instant from) {
        Map<String, Map<LeadState, Long>> sources = new TreeMap<>();
        handle.createQuery(COUNTS)
                .bind("from", Ulid.min(Math.max(0, from.toEpochMilli())).toString())
                .map((row, context) -> sources.computeIfAbsent(row.getString("source"), source -> new TreeMap<>())
                        .put(LeadState.of(row.getString("state")), row.getLong("leads")))
                .list();
        return sources;
    }

    /** A lead's id holds the time of its receipt, so the lead itself need not be read. */
    private Latency latency(Instant from) {
        return Latency.of(handle
                .createQuery(DELIVERED)
                .bind("from", from.toEpochMilli())
                .map((row, context) -> Math.max(
                        0, row.getLong("ended_at") - receivedAt(row.getString("lead_id")))) // a clock may be set back
                .stream()
                .mapToLong(Long::longValue)
                .toArray());
    }

    private @Nullable Instant oldest() {
        return handle.createQuery(OLDEST)
                .mapTo(String.class)
                .findOne()
                .map(id -> Instant.ofEpochMilli(receivedAt(id)))
                .orElse(null);
    }

    private static long receivedAt(String id) {
        return Ulid.from(id).getTime();
    }
}
