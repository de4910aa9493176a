package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;

/**
 * What is looked at every minute to know whether anything is wrong: each look reads few rows while nothing is. Thread-safe;
 * reads wait for the disk.
 */
public final class Watching {
    private static final String UNFINISHED =
            """
            select l.id, l.state, l.waiting, l.next_at, coalesce(r.opened_at, l.received_at) as since
              from lead l left join run r on r.lead_id = l.id and r.number = l.run
             where l.id <= :last and %s and coalesce(r.opened_at, l.received_at) <= :before
             order by l.id limit :limit""";
    private static final String OPEN = UNFINISHED.formatted("l.state in ('accepted', 'delivering', 'retrying')");
    private static final String ASKED = UNFINISHED.formatted("l.waiting = 'verify' and l.state = 'unknown'");
    private static final String STUCK =
            """
            select outbox, count(*) as messages, min(created_at) as oldest
              from (select outbox, created_at from outbox_message
                     where next_at is not null and attempts > 0 and created_at <= :before limit :limit) as stuck
             group by outbox order by outbox""";
    private static final String PARKED =
            """
            select count(*) from outbox_message
             where id >= :first and outbox = :outbox and parked_at is not null and created_at >= :since""";
    private static final String COUNT =
            """
            select source, received_at / 3600000 as hour, count(*) as leads from lead
             where id >= :first and id < :end group by <plain>source, <plain>received_at / 3600000""";
    private static final String HOURS = "select source, hour, leads from received_hour where hour >= :from";
    private static final String KEEP =
            """
            insert into received_hour(source, hour, leads) values(?, ?, ?)
            on conflict(source, hour) do update set leads = excluded.leads""";
    private static final String FORGET = "delete from received_hour where hour < ?";

    private final GroupCommit writer;
    private final Jdbi jdbi;

    Watching(GroupCommit writer, Jdbi jdbi) {
        this.writer = writer;
        this.jdbi = jdbi;
    }

    /** Whether this replica is the one that looks, for all. */
    public CompletableFuture<Boolean> isOurs() {
        return writer.submit(new Work<>() {
            @Override
            public Boolean run(Session session) throws SQLException {
                return session.dialect().membership().isFirst(session);
            }

            @Override
            public boolean writes() {
                return false;
            }
        });
    }

    /** Leads that are unfinished since then, and those that SalesByte is asked about; the oldest first, so many at most. */
    public List<UnfinishedLead> unfinished(Instant before, int limit) {
        return jdbi.inTransaction(handle -> List.of(OPEN, ASKED).stream()
                .flatMap(query -> handle
                        .createQuery(query)
                        .bind("last", LeadIds.lastBefore(before.plusMillis(1)))
                        .bind("before", before.toEpochMilli())
                        .bind("limit", limit)
                        .map((row, context) -> new UnfinishedLead(
                                row.getString("id"),
                                Bind.timeOf(row, "since"),
                                LeadState.of(row.getString("state")),
                                row.getString("waiting"),
                                Bind.time(row, "next_at")))
                        .list()
                        .stream())
                .toList());
    }

    /** Outboxes with messages that were written before that time, and tried without success; so many are looked at. */
    public List<StuckOutbox> stuck(Instant before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(STUCK)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) ->
                        new StuckOutbox(row.getString("outbox"), row.getLong("messages"), Bind.timeOf(row, "oldest")))
                .list());
    }

    /** How many messages of the outbox, written since then, were given up. */
    public long givenUp(String outbox, Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery(PARKED)
                .bind("first", LeadIds.firstAt(since))
                .bind("outbox", outbox)
                .bind("since", since.toEpochMilli())
                .mapTo(Long.class)
                .one());
    }

    /** Counts the leads of these hours, the last one not included. */
    public List<HourCount> count(long from, long to) {
        return jdbi.withHandle(handle -> handle.createQuery(COUNT)
                .bind("first", LeadIds.firstAt(HourCount.startOf(from)))
                .bind("end", LeadIds.firstAt(HourCount.startOf(to)))
                .map((row, context) ->
                        new HourCount(row.getString("source"), row.getLong("hour"), row.getLong("leads")))
                .list());
    }

    /** What is kept of hours from that one on. */
    public List<HourCount> hours(long from) {
        return jdbi.withHandle(handle -> handle.createQuery(HOURS)
                .bind("from", from)
                .map((row, context) ->
                        new HourCount(row.getString("source"), row.getLong("hour"), row.getLong("leads")))
                .list());
    }

    /** Keeps these in the stead of what was counted before, and forgets hours before that one. */
    public CompletableFuture<Boolean> keep(List<HourCount> counts, long forgetBefore) {
        return writer.submit(session -> {
            for (HourCount count : counts) {
                Bind.to(session.prepare(KEEP))
                        .text(count.source())
                        .number(count.hour())
                        .number(count.leads())
                        .update();
            }
            Bind.to(session.prepare(FORGET)).number(forgetBefore).update();
            return true;
        });
    }
}
