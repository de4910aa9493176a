package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Finds the queues in which something is due that nobody has in hand; reads a few rows of each, however many wait. */
final class FindDueQueues {
    private static final String LEADS =
            """
            with recursive known(source) as (
              select min(source) from lead where next_at is not null
              union all select (select min(source) from lead where next_at is not null and source > known.source)
                          from known where known.source is not null)
            select source from known
             where exists (select 1 from lead where lead.source = known.source and priority in (0, 1, 2) and next_at <= :now and owner is null)""";
    private static final String MESSAGES =
            """
            with recursive known(outbox) as (
              select min(outbox) from outbox_message where next_at is not null
              union all select (select min(outbox) from outbox_message where next_at is not null and outbox > known.outbox)
                          from known where known.outbox is not null)
            select outbox from known
             where exists (select 1 from outbox_message m where m.outbox = known.outbox and next_at <= :now and owner is null)""";

    private final Jdbi jdbi;

    FindDueQueues(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Sources. */
    List<String> leads(Instant now) {
        return find(LEADS, now);
    }

    /** Outboxes. */
    List<String> messages(Instant now) {
        return find(MESSAGES, now);
    }

    private List<String> find(String sql, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .list());
    }
}
