package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Moves what a few leads, their messages and look-ups wait for by as much as the clock was set back: a wait is as long as it was
 * meant to be. What is held back waits for a time of the day, or for a person, and is left alone.
 */
final class SetClockBack implements Work<Sweep.Part<String>> {
    static final String NEXT =
            """
            select id, source from lead
             where state in ('accepted', 'delivering', 'retrying') and id > ? order by id limit ?""";

    private static final String LEAD =
            "update lead set next_at = " + atLeastNow("next_at") + " where id = ? and next_at > ? and waiting is null";
    private static final String MESSAGES =
            "update outbox_message set next_at = " + atLeastNow("next_at") + " where next_at > ? returning outbox";
    private static final String LOOK_UPS =
            "update lead set verify_at = " + atLeastNow("verify_at") + " where verify_at > ?";

    private final Duration by;
    private final Instant now;
    private final String after;
    private final StoreSignals signals;
    private final Set<String> sources = new HashSet<>();
    private final Set<String> outboxes = new HashSet<>();

    /** @param after the last lead of the step before; empty for the first step, which moves messages and look-ups too */
    SetClockBack(Duration by, Instant now, String after, StoreSignals signals) {
        this.by = by;
        this.now = now;
        this.after = after;
        this.signals = signals;
    }

    @Override
    public Sweep.Part<String> run(Session session) throws SQLException {
        int changed = after.isEmpty() ? messages(session) + moved(session, LOOK_UPS) : 0;
        List<String> leads = next(session);
        for (String id : leads) {
            changed += Bind.to(session.prepare(LEAD))
                    .time(now)
                    .number(by.toMillis())
                    .text(id)
                    .time(now)
                    .update();
        }
        return new Sweep.Part<>(changed, leads.size() < Sweep.STEP ? null : leads.get(leads.size() - 1));
    }

    @Override
    public void committed(Sweep.Part<String> part) {
        sources.forEach(source -> signals.leadDue(source, now));
        outboxes.forEach(outbox -> signals.messageDue(outbox, now));
        signals.lookUpDue(now);
    }

    private int messages(Session session) throws SQLException {
        int changed = 0;
        try (ResultSet row = Bind.to(session.prepare(MESSAGES))
                .time(now)
                .number(by.toMillis())
                .time(now)
                .query()) {
            while (row.next()) {
                outboxes.add(row.getString("outbox"));
                changed++;
            }
        }
        return changed;
    }

    /** Of two parameters: now, and by how much that column's time is moved. */
    private static String atLeastNow(String column) {
        return "(select max(moved) from (select ? as moved union all select " + column + " - ?) as either)";
    }

    private int moved(Session session, String statement) throws SQLException {
        return Bind.to(session.prepare(statement))
                .time(now)
                .number(by.toMillis())
                .time(now)
                .update();
    }

    private List<String> next(Session session) throws SQLException {
        List<String> leads = new ArrayList<>();
        try (ResultSet row =
                Bind.to(session.prepare(NEXT)).text(after).number(Sweep.STEP).query()) {
            while (row.next()) {
                leads.add(row.getString("id"));
                sources.add(row.getString("source"));
            }
        }
        return leads;
    }
}
