package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Reads for people and programs; on connections of their own, each call one short statement or a few. Thread-safe. */
public final class LeadQueries {
    private static final Set<LeadState> OPEN =
            EnumSet.of(LeadState.DELIVERING, LeadState.RETRYING, LeadState.FAILED, LeadState.UNKNOWN);

    private final Jdbi jdbi;
    private final Keyed dedupe;
    private final boolean searchIndex;

    /** @param dedupe makes the keys by which events are known again */
    LeadQueries(Dialect dialect, Keyed dedupe) {
        this.dedupe = dedupe;
        this.searchIndex = dialect.hasSearchIndex();
        this.jdbi = Jdbi.create(dialect.readers());
        jdbi.define("plain", dialect.plain());
        jdbi.define("fields", dialect.fieldsAtFault());
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> {
            long millis = row.getLong(column);
            return row.wasNull() ? null : Instant.ofEpochMilli(millis);
        });
        jdbi.registerColumnMapper(LeadState.class, (row, column, context) -> LeadState.of(row.getString(column)));
        jdbi.registerColumnMapper(ReplayState.class, (row, column, context) -> ReplayState.of(row.getString(column)));
        for (Class<?> record : List.of(
                AlarmRow.class,
                LeadRow.class,
                AttemptRow.class,
                MessageRow.class,
                RefusedRow.class,
                ReplayRow.class,
                RunRow.class,
                TimelineRow.class)) {
            jdbi.registerRowMapper(ConstructorMapper.factory(record));
        }
    }

    /** With what it reads and how. */
    Jdbi jdbi() {
        return jdbi;
    }

    /** The leads that the filter lets through, newest first. */
    public List<LeadRow> list(LeadFilter filter) {
        return jdbi.inTransaction(handle -> new ListLeads(handle, dedupe, searchIndex, filter).list());
    }

    /**
     * What a replay of all leads that the filter lets through would do; without a state it would take the failed ones.
     *
     * @param force whether delivered and unknown ones would be taken too
     */
    public ReplayPlan plan(LeadFilter filter, boolean force) {
        LeadConditions conditions = LeadConditions.of(filter);
        boolean named = filter.state() != null;
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select state, waiting is not null as held, count(*) as leads" + " from lead where "
                                + conditions.where() + " group by <plain>state, waiting is not null")
                .bindMap(conditions.parameters())
                .reduceRows(
                        ReplayPlan.NOTHING,
                        (plan, row) -> plan.with(
                                LeadState.of(row.getColumn("state", String.class)),
                                row.getColumn("held", Boolean.class),
                                named,
                                force,
                                row.getColumn("leads", Long.class))));
    }

    /**
     * Replays of many, newest first.
     *
     * @param before only those that come after the one of this id in the list; null for all
     */
    public List<ReplayRow> replays(@Nullable String before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from replay where id < coalesce(cast(:before as text), '~') order by id desc limit :limit")
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(ReplayRow.class)
                .list());
    }

    /** One replay of many; empty if there is none of that id. */
    public Optional<ReplayRow> replay(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from replay where id = :id")
                .bind("id", id)
                .mapTo(ReplayRow.class)
                .findOne());
    }

    /** How the leads that a replay of many started stand now; without those that were replayed again. */
    public Map<LeadState, Long> progress(String replayId) {
        Map<LeadState, Long> counts = new EnumMap<>(LeadState.class);
        jdbi.useHandle(handle -> handle.createQuery(
                        """
                        select lead.state, count(*) as leads from run join lead on lead.id = run.lead_id
                         where run.replay_id = :id and run.number = lead.run group by <plain>lead.state""")
                .bind("id", replayId)
                .map((row, context) -> counts.put(LeadState.of(row.getString("state")), row.getLong("leads")))
                .list());
        return counts;
    }

    /** Everything about one lead; empty if there is none of that id. */
    public Optional<LeadRecord> find(String id) {
        return jdbi.inTransaction(handle -> handle.createQuery("select * from lead where id = :id")
                .bind("id", id)
                .mapTo(LeadRow.class)
                .findOne()
                .map(lead -> complete(handle, lead)));
    }

    /** The newest payloads of that source that were not erased; fewer if they are large. */
    public List<StoredPayload> payloads(String source, int limit) {
        return jdbi.withHandle(handle -> NewestPayloads.of(handle, source, limit));
    }

    /** How it goes since that time. */
    public Statistics statistics(Instant from) {
        return jdbi.inTransaction(handle -> new ReadStatistics(handle).since(from));
    }

    /** When each source that ever had a route had its last event; null if it had none. */
    public Map<String, @Nullable Instant> lastEvents() {
        Map<String, @Nullable Instant> times = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        """
                        select name, (select max(id) from lead where lead.source = source.name) as id
                          from source order by name""")
                .map((row, context) -> times.put(row.getString("name"), receivedAt(row.getString("id"))))
                .list());
        return times;
    }

    /** The refused requests that the filter lets through, newest first. */
    public List<RefusedRow> refused(RefusedFilter filter) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        select id, source, at, status, reason, body is not null as body_kept from refused
                         where id < coalesce(cast(:before as text), '~') and source = coalesce(cast(:source as text), source)
                         order by id desc limit :limit""")
                .bind("before", filter.before())
                .bind("source", filter.source())
                .bind("limit", filter.limit())
                .mapTo(RefusedRow.class)
                .list());
    }

    /** One refused request; empty if there is none of that id, or no more. */
    public Optional<RefusedRequest> refused(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from refused where id = :id")
                .bind("id", id)
                .map((row, context) -> new RefusedRequest(
                        row.getString("id"),
                        row.getString("source"),
                        Bind.timeOf(row, "at"),
                        row.getInt("status"),
                        row.getString("reason"),
                        row.getString("method"),
                        row.getString("url"),
                        RefusedHeaders.read(row.getString("headers")),
                        row.getString("content_type"),
                        row.getBytes("body")))
                .findOne());
    }

    /** The names of all sources that ever had a route here. */
    public List<String> sources() {
        return jdbi.withHandle(handle -> handle.createQuery("select name from source order by name")
                .mapTo(String.class)
                .list());
    }

    /** When the newest lead was received; empty if there is none. */
    public Optional<Instant> newest() {
        return jdbi.withHandle(handle -> handle.createQuery("select max(id) from lead")
                        .mapTo(String.class)
                        .findOne())
                .map(LeadQueries::receivedAt);
    }

    /** Whose these quotes are, and which other leads may have made one since that time. */
    public QuoteOwners owners(Collection<String> quoteIds, Instant since) {
        return jdbi.inTransaction(handle -> FindQuoteOwners.find(handle, quoteIds, since));
    }

    /** Those of these that are ids of leads. */
    public Set<String> leadsAmong(Collection<String> ids) {
        return ids.isEmpty()
                ? Set.of()
                : jdbi.withHandle(handle -> Set.copyOf(handle.createQuery("select id from lead where id in (<ids>)")
                        .bindList("ids", List.copyOf(ids))
                        .mapTo(String.class)
                        .list()));
    }

    /** Whether at least so many leads wait for their delivery. */
    public boolean isWaiting(long atLeast) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select count(*) from (select 1 from lead where next_at is not null limit :limit) as waiting")
                        .bind("limit", atLeast)
                        .mapTo(Long.class)
                        .one())
                >= atLeast;
    }

    private static LeadRecord complete(Handle handle, LeadRow lead) {
        Body body = handle.createQuery("select content_type, payload from lead_body where lead_id = :id")
                .bind("id", lead.id())
                .map((row, context) -> new Body(row.getString("content_type"), row.getBytes("payload")))
                .findOne()
                .orElse(Body.ERASED);
        List<AttemptRow> attempts = handle.createQuery("select * from attempt where lead_id = :id order by number")
                .bind("id", lead.id())
                .mapTo(AttemptRow.class)
                .list();
        List<MessageRow> messages = handle.createQuery("select * from outbox_message where lead_id = :id order by id")
                .bind("id", lead.id())
                .mapTo(MessageRow.class)
                .list();
        List<TimelineRow> timeline = handle.createQuery("select * from timeline where lead_id = :id order by seq")
                .bind("id", lead.id())
                .mapTo(TimelineRow.class)
                .list();
        List<RunRow> runs = handle.createQuery("select * from run where lead_id = :id order by number")
                .bind("id", lead.id())
                .mapTo(RunRow.class)
                .list();
        return new LeadRecord(lead, body.contentType, body.payload, attempts, messages, runs, timeline);
    }

    /** States that few leads are in have an index, which SQLite takes only where its very condition stands. */
    static String isIn(LeadState state) {
        String condition = "state = '" + state.word() + "'";
        if (state == LeadState.ACCEPTED) {
            return "state in ('accepted', 'delivering', 'retrying') and " + condition;
        }
        return OPEN.contains(state)
                ? "state in ('delivering', 'retrying', 'failed', 'unknown') and " + condition
                : condition;
    }

    /** Whether {@link #isIn} is looked up and not searched for. */
    static boolean isIndexed(LeadState state) {
        return OPEN.contains(state);
    }

    private static @Nullable Instant receivedAt(@Nullable String id) {
        return id == null ? null : Ulid.from(id).getInstant();
    }

    private record Body(@Nullable String contentType, byte @Nullable [] payload) {
        static final Body ERASED = new Body(null, null);
    }
}
