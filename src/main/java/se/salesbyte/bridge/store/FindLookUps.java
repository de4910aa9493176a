package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the leads that SalesByte is to be asked about, by an index that no other lead is in. */
final class FindLookUps implements Work<DueBatch<Unverified>> {
    /** Why such a lead is not settled yet. */
    static final String WAITING = "verify";

    private static final String OPEN = " and l.state = 'unknown' and l.waiting = '" + WAITING + "'";
    private static final String FOUND =
            """
            select l.id, l.source, l.event_id, l.received_at, l.state, l.attempts, l.attempts_before, l.waiting,
                   l.verify_at, l.customer_name, l.customer_email, l.customer_phone, l.customer_company, l.unseen_from, l.unseen_until,
                   a.started_at, a.target, a.status, a.failure, a.reference,
                   coalesce(k.answered, 0) as answered, coalesce(k.failed, 0) as failed
              from lead l join attempt a on a.lead_id = l.id and a.number = l.attempts
                   left join look_up k on k.lead_id = l.id and k.attempt = l.attempts
             where l.verify_at %s"""
                    + OPEN + " order by l.verify_at, l.id limit ?";
    private static final String DUE = FOUND.formatted("<= ?");
    private static final String ALL = FOUND.formatted("is not null");
    private static final String NEXT = "select min(l.verify_at) as verify_at from lead l where l.verify_at > ?" + OPEN;

    private final Instant now;
    private final boolean all;
    private final int limit;

    /** @param all whether also those that are not due yet */
    FindLookUps(Instant now, boolean all, int limit) {
        this.now = now;
        this.all = all;
        this.limit = limit;
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public DueBatch<Unverified> run(Session session) throws SQLException {
        if (!session.dialect().membership().isFirst(session)) {
            return new DueBatch<>(List.of(), null); // one asks for all
        }
        List<Unverified> found = new ArrayList<>();
        Bind bind = all
                ? Bind.to(session.prepare(ALL))
                : Bind.to(session.prepare(DUE)).time(now);
        try (ResultSet row = bind.number(limit).query()) {
            while (row.next()) {
                found.add(read(row));
            }
        }
        if (found.size() == limit) {
            return new DueBatch<>(found, now);
        }
        return new DueBatch<>(found, all ? null : next(session));
    }

    private @Nullable Instant next(Session session) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare(NEXT)).time(now).query()) {
            return row.next() ? Bind.time(row, "verify_at") : null;
        }
    }

    private static Instant startedAt(ResultSet row) throws SQLException {
        Instant startedAt = Bind.timeOf(row, "started_at");
        Instant unseenFrom = Bind.time(row, "unseen_from");
        return unseenFrom == null || startedAt.isBefore(unseenFrom) ? startedAt : unseenFrom;
    }

    private static Instant lastCallAt(ResultSet row, Instant startedAt) throws SQLException {
        Instant unseenUntil = Bind.time(row, "unseen_until");
        return Bind.time(row, "unseen_from") == null || unseenUntil == null || unseenUntil.isBefore(startedAt)
                ? startedAt
                : unseenUntil;
    }

    private static Unverified read(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        boolean unanswered = row.wasNull();
        Instant startedAt = startedAt(row);
        return new Unverified(
                new Standing(
                        row.getString("id"),
                        LeadState.of(row.getString("state")),
                        row.getInt("attempts"),
                        row.getString("waiting"),
                        Bind.time(row, "verify_at")),
                row.getString("source"),
                row.getString("event_id"),
                Bind.timeOf(row, "received_at"),
                row.getInt("attempts_before"),
                startedAt,
                lastCallAt(row, startedAt),
                row.getString("target"),
                unanswered ? null : (Integer) status,
                row.getString("failure"),
                row.getString("reference"),
                new Customer(
                        row.getString("customer_name"),
                        row.getString("customer_email"),
                        row.getString("customer_phone"),
                        row.getString("customer_company")),
                row.getInt("answered"),
                row.getInt("failed"));
    }
}
