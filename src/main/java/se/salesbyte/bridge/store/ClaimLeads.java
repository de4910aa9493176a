package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assigns due leads of one source to the caller, fresh ones before retries, those before replays. Writes who has them where
 * the store is shared, and nothing where one process owns it.
 */
final class ClaimLeads implements Work<DueBatch<DueLead>> {
    private static final int PRIORITIES = 3;
    private static final String DUE =
            """
            select id, event_id, received_at, attempts, run, attempts_before, unseen_from is not null as restored
              from lead
             where source = ? and priority = ? and next_at <= ? and (owner is null or owner = ?)
             order by next_at, id limit ?""";
    private static final String NEXT =
            "select min(next_at) as next_at from lead where source = ? and priority = ? and next_at > ?";
    private static final String FIELDS = "select fields from run where lead_id = ? and number = ?";
    private static final String BODY = "select content_type, payload from lead_body where lead_id = ?";

    private final String source;
    private final Instant now;
    private final int limit;
    private final Set<String> assigned;
    private final List<DueLead> claimed = new ArrayList<>();

    /**
     * @param assigned the ids of the leads in anybody's hands; confined to the writer's thread
     */
    ClaimLeads(String source, Instant now, int limit, Set<String> assigned) {
        this.source = source;
        this.now = now;
        this.limit = limit;
        this.assigned = assigned;
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public DueBatch<DueLead> run(Session session) throws SQLException {
        for (int priority = 0; priority < PRIORITIES && claimed.size() < limit; priority++) {
            claim(session, priority);
        }
        Ownership.take(session, "lead", claimed.stream().map(DueLead::id).toList());
        return new DueBatch<>(List.copyOf(claimed), claimed.size() < limit ? next(session) : now);
    }

    @Override
    public void undone() {
        claimed.forEach(lead -> assigned.remove(lead.id()));
        claimed.clear();
    }

    private void claim(Session session, int priority) throws SQLException {
        try (ResultSet row = Bind.to(session.prepareClaiming(DUE))
                .text(source)
                .number(priority)
                .time(now)
                .text(session.owner())
                .number(limit + assigned.size()) // those in hand stay in the index until their intent
                .query()) {
            while (claimed.size() < limit && row.next()) {
                String id = row.getString("id");
                if (assigned.add(id)) {
                    claimed.add(read(session, id, row));
                }
            }
        }
    }

    private DueLead read(Session session, String id, ResultSet row) throws SQLException {
        try (ResultSet body = Bind.to(session.prepare(BODY)).text(id).query()) {
            if (!body.next()) {
                throw new SQLException("lead " + id + " has no body", "02000");
            }
            return new DueLead(
                    id,
                    source,
                    row.getString("event_id"),
                    Bind.timeOf(row, "received_at"),
                    row.getInt("attempts"),
                    runOf(session, id, row),
                    body.getString("content_type"),
                    body.getBytes("payload"),
                    row.getBoolean("restored"),
                    null);
        }
    }

    private static LeadRun runOf(Session session, String id, ResultSet row) throws SQLException {
        int number = row.getInt("run");
        int before = row.getInt("attempts_before");
        if (number == 1) { // settled by hand as not created, it starts over in the same run
            return before == 0 ? LeadRun.FIRST : new LeadRun(number, before, null);
        }
        try (ResultSet run =
                Bind.to(session.prepare(FIELDS)).text(id).number(number).query()) {
            return new LeadRun(number, before, run.next() ? run.getString("fields") : null);
        }
    }

    private @Nullable Instant next(Session session) throws SQLException {
        Instant next = null;
        for (int priority = 0; priority < PRIORITIES; priority++) {
            try (ResultSet row = Bind.to(session.prepare(NEXT))
                    .text(source)
                    .number(priority)
                    .time(now)
                    .query()) {
                Instant at = row.next() ? Bind.time(row, "next_at") : null;
                if (at != null && (next == null || at.isBefore(next))) {
                    next = at;
                }
            }
        }
        return next;
    }
}
