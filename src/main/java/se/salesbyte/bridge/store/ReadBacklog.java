package se.salesbyte.bridge.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link Backlog} again and again: at most once in five seconds, and in no more than a tenth of the time, whoever
 * asks how often. Each query reads an index of what is not done, so it costs by what waits and not by what is stored.
 * Thread-safe; waits for the database.
 */
public final class ReadBacklog {
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(5);
    private static final int PART_OF_THE_TIME = 10;

    private static final Set<LeadState> SHOWN =
            EnumSet.of(LeadState.DELIVERING, LeadState.RETRYING, LeadState.FAILED, LeadState.UNKNOWN);

    private static final String OPEN =
            """
            select state, count(*) as leads from lead
             where state in ('delivering', 'retrying', 'failed', 'unknown') group by state""";
    private static final String UNFINISHED =
            "select count(*) from lead where state in ('accepted', 'delivering', 'retrying')";
    private static final String WAITING =
            """
            select waiting, count(*) as leads, min(id) as oldest,
                   sum(case when state = 'retrying' then 1 else 0 end) as retrying
              from lead where waiting is not null group by waiting""";
    private static final String OLDEST =
            """
            select id from lead where state in ('accepted', 'delivering', 'retrying') and waiting is null
             order by id limit 1""";
    private static final String OUTBOXES =
            """
            select outbox, count(*) as messages, sum(case when attempts > 0 then 1 else 0 end) as failing,
                   min(created_at) as oldest
              from outbox_message where next_at is not null group by outbox""";

    private final LeadQueries queries;
    private final @Nullable Clock clock;
    private @Nullable Backlog last;
    private long readNanos;
    private long took;

    /** @param clock of this host, to be held against the database's; null if nobody shares the store */
    ReadBacklog(LeadQueries queries, @Nullable Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** The last one, or a new one if that may be read again. */
    public synchronized Backlog now() {
        Backlog known = last;
        long began = System.nanoTime();
        if (known != null && began - readNanos < Math.max(LEAST_PAUSE.toNanos(), took * PART_OF_THE_TIME)) {
            return known;
        }
        Backlog read = queries.jdbi().inTransaction(this::read);
        readNanos = System.nanoTime();
        took = readNanos - began;
        last = read;
        return read;
    }

    private Backlog read(Handle handle) {
        Map<LeadState, Long> leads = new EnumMap<>(LeadState.class);
        SHOWN.forEach(state -> leads.put(state, 0L));
        handle.createQuery(OPEN)
                .map((row, context) -> leads.put(LeadState.of(row.getString("state")), row.getLong("leads")))
                .list();
        Map<String, Backlog.Waiting> waiting = new TreeMap<>();
        handle.createQuery(WAITING)
                .map((row, context) -> {
                    leads.merge(LeadState.RETRYING, -row.getLong("retrying"), Long::sum);
                    Instant oldest = LeadIds.timeOf(row.getString("oldest"));
                    return waiting.put(row.getString("waiting"), new Backlog.Waiting(row.getLong("leads"), oldest));
                })
                .list();
        long held = waiting.values().stream().mapToLong(Backlog.Waiting::leads).sum();
        long begun = leads.getOrDefault(LeadState.DELIVERING, 0L) + leads.getOrDefault(LeadState.RETRYING, 0L);
        leads.put(LeadState.ACCEPTED, number(handle, UNFINISHED) - begun - held);
        Instant oldest = handle.createQuery(OLDEST)
                .mapTo(String.class)
                .findOne()
                .map(LeadIds::timeOf)
                .orElse(null);
        boolean shared = clock != null;
        return new Backlog(
                leads,
                waiting,
                oldest,
                outboxes(handle),
                number(handle, "select size from quarantine"),
                shared ? number(handle, "select count(*) from replica where ended_at is null") : null,
                clock == null ? null : ahead(handle, clock));
    }

    private static Map<String, Backlog.Outbox> outboxes(Handle handle) {
        Map<String, Backlog.Outbox> outboxes = new TreeMap<>();
        handle.createQuery(OUTBOXES)
                .map((row, context) -> outboxes.put(
                        row.getString("outbox"),
                        new Backlog.Outbox(
                                row.getLong("messages"), row.getLong("failing"), Bind.timeOf(row, "oldest"))))
                .list();
        return outboxes;
    }

    private static Duration ahead(Handle handle, Clock clock) {
        long before = clock.millis();
        long database = number(handle, "select " + Tenure.NOW);
        long between = before + (clock.millis() - before) / 2; // the way there and back
        return Duration.ofMillis(between - database);
    }

    private static long number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }
}
