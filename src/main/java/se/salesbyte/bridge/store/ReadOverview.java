package se.salesbyte.bridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link OverviewNumbers} again and again. What is costly among many leads is remembered from one time to the
 * next: only the first one takes long, as does one after a long while. Thread-safe, one at a time.
 */
public final class ReadOverview {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration QUARTER_OF_A_DAY = Duration.ofHours(6);
    private static final int HOURS = 24;
    private static final int QUARTERS = 28;
    private static final String OPEN =
            """
            select count(*) from lead
             where state in ('delivering', 'retrying', 'failed', 'unknown') and state = '%s'""";
    private static final String UNFINISHED =
            "select count(*) from lead where state in ('accepted', 'delivering', 'retrying')";
    private static final String HELD = "select count(*) from lead where waiting is not null";
    private static final String HELD_RETRYING =
            "select count(*) from lead where waiting is not null and state = 'retrying'";
    private static final String OLDEST =
            """
            select * from lead
             where id = (select min(id) from lead where state in ('accepted', 'delivering', 'retrying'))""";
    private static final String REFUSED =
            "select source, count(*) as requests from refused where id >= :from group by <plain>source";

    private final LeadQueries queries;
    private final LongSupplier changes;
    private final boolean shared;
    private final CountByMinute byMinute = new CountByMinute();
    private final CountReceived received = new CountReceived();
    private final CountLatency latency = new CountLatency();

    /** @param shared whether other processes may share the store */
    ReadOverview(LeadQueries queries, LongSupplier changes, boolean shared) {
        this.queries = queries;
        this.changes = changes;
        this.shared = shared;
    }

    /** How many commits had changed something since the start; costs nothing. */
    public long changes() {
        return changes.getAsLong();
    }

    /** Reads them. */
    public synchronized OverviewNumbers read(Instant now) {
        long changesBefore = changes(); // what comes in the meantime is a reason to read again
        Map<String, @Nullable Instant> lastEvents = queries.lastEvents();
        return queries.jdbi().inTransaction(handle -> read(handle, now, changesBefore, lastEvents));
    }

    private OverviewNumbers read(
            Handle handle, Instant now, long changesBefore, Map<String, @Nullable Instant> lastEvents) {
        Instant day = startOf(HOUR, now).minus(HOUR.multipliedBy(HOURS - 1));
        Instant week = startOf(QUARTER_OF_A_DAY, now).minus(QUARTER_OF_A_DAY.multipliedBy(QUARTERS - 1));
        byMinute.look(handle, week, now);
        GroupAttention attention = new GroupAttention(handle);
        long held = number(handle, HELD);
        return new OverviewNumbers(
                changesBefore,
                states(handle, held),
                held,
                chart(day, HOUR, HOURS),
                chart(week, QUARTER_OF_A_DAY, QUARTERS),
                latency.look(handle, day, now),
                handle.createQuery(OLDEST).mapTo(LeadRow.class).findOne().orElse(null),
                attention.groups(),
                attention.isCut(),
                received.look(handle, day),
                refused(handle, day),
                lastEvents,
                running(handle),
                handle.createQuery(Alarms.STANDING).mapTo(AlarmRow.class).list(),
                shared ? replicas(handle) : List.of());
    }

    private static Map<LeadState, Long> states(Handle handle, long held) {
        long delivering = number(handle, OPEN.formatted(LeadState.DELIVERING.word()));
        long heldRetrying = held == 0 ? 0 : number(handle, HELD_RETRYING);
        long retrying = number(handle, OPEN.formatted(LeadState.RETRYING.word())) - heldRetrying;
        Map<LeadState, Long> states = new EnumMap<>(LeadState.class);
        states.put(LeadState.ACCEPTED, number(handle, UNFINISHED) - delivering - retrying - held);
        states.put(LeadState.DELIVERING, delivering);
        states.put(LeadState.RETRYING, retrying);
        states.put(LeadState.FAILED, number(handle, OPEN.formatted(LeadState.FAILED.word())));
        states.put(LeadState.UNKNOWN, number(handle, OPEN.formatted(LeadState.UNKNOWN.word())));
        return states;
    }

    private OverviewNumbers.Chart chart(Instant from, Duration each, int buckets) {
        Map<LeadState, long[]> states = new EnumMap<>(LeadState.class);
        for (LeadState state : LeadState.values()) {
            long[] numbers = byMinute.of(state, from, each, buckets);
            if (Arrays.stream(numbers).anyMatch(number -> number > 0)) {
                states.put(state, numbers);
            }
        }
        return new OverviewNumbers.Chart(from, each, states);
    }

    private static Map<String, Long> refused(Handle handle, Instant from) {
        Map<String, Long> sources = new TreeMap<>();
        handle.createQuery(REFUSED)
                .bind("from", LeadIds.firstAt(from))
                .map((row, context) -> sources.put(row.getString("source"), row.getLong("requests")))
                .list();
        return sources;
    }

    private static List<ReplayRow> running(Handle handle) {
        return handle.createQuery("select * from replay where state = 'running' order by id desc")
                .mapTo(ReplayRow.class)
                .list();
    }

    private static List<ReplicaRow> replicas(Handle handle) {
        return handle.createQuery("select name, joined_at from replica where ended_at is null order by id")
                .map((row, context) -> new ReplicaRow(row.getString("name"), Bind.timeOf(row, "joined_at")))
                .list();
    }

    private static long number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }

    private static Instant startOf(Duration each, Instant now) {
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), each.toMillis()) * each.toMillis());
    }
}
