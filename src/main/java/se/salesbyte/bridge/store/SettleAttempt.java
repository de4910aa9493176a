package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Commits an outcome: the lead's state, the attempt's row and the outbox together, or nothing if it comes too late. What a
 * call came to is true whoever owns the lead by now; it is too late once another outcome of that attempt is there.
 */
final class SettleAttempt implements Work<Boolean> {
    private static final String LEAD =
            """
            update lead set owner = null, state = ?, next_at = ?, verify_at = ?, waiting = ?,
                   priority = case priority when 2 then 2 else 1 end, attempts = ?, reason = ?,
                   salesbyte_id = coalesce(?, salesbyte_id),
                   customer_name = coalesce(?, customer_name), customer_email = coalesce(?, customer_email),
                   customer_phone = coalesce(?, customer_phone), customer_company = coalesce(?, customer_company)
             where id = ? and attempts = ? and\s""";
    private static final String CALLED = LEAD + "state = 'delivering'";
    private static final String OURS = " and owner is not distinct from ?";
    private static final String CALLED_BY_US = CALLED + OURS;
    private static final String NOT_CALLED = LEAD + "state in ('accepted', 'retrying')" + OURS;
    private static final String ATTEMPT_CALLED =
            """
            update attempt set ended_at = ?, outcome = ?, status = ?, detail = ?, failure = ?, answer = ?
             where lead_id = ? and number = ?""";
    private static final String ATTEMPT_NOT_CALLED =
            """
            insert into attempt(ended_at, outcome, status, detail, failure, answer, lead_id, number, started_at)
            values(?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String QUOTE =
            """
            insert into quote(salesbyte_id, lead_id, attempt, called_at, target)
            select ?, lead_id, number, case when ? = 1 then started_at end, target from attempt
             where lead_id = ? and number = ?
            on conflict do nothing""";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Settlement settlement;
    private final Set<String> assigned;
    private final StoreSignals signals;

    SettleAttempt(Settlement settlement, Set<String> assigned, StoreSignals signals) {
        this.settlement = settlement;
        this.assigned = assigned;
        this.signals = signals;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        boolean called = settlement.called();
        boolean ours = updateLead(session, called ? CALLED : NOT_CALLED, called, !called);
        if (!ours && !called) { // an intent whose commit was reported as failed may be on disk all the same
            called = true;
            ours = updateLead(session, CALLED_BY_US, true, true);
        }
        if (!ours) {
            return false;
        }
        writeAttempt(session, called);
        if (settlement.salesbyteId() != null) {
            Bind.to(session.prepare(QUOTE))
                    .text(settlement.salesbyteId())
                    .number(called ? 1 : 0)
                    .text(settlement.leadId())
                    .number(settlement.attempt())
                    .update();
        }
        for (NewMessage message : settlement.messages()) {
            PutToOutbox.write(session, settlement.leadId(), message, settlement.endedAt());
        }
        return true;
    }

    @Override
    public boolean tellsOfACall() {
        return settlement.called();
    }

    @Override
    public void committed(Boolean ours) {
        assigned.remove(settlement.leadId());
        Instant nextAt = settlement.nextAt();
        if (ours && nextAt != null) {
            signals.leadDue(settlement.source(), nextAt);
        }
        if (ours && settlement.verifyAt() != null) {
            signals.lookUpDue(settlement.verifyAt());
        }
        if (ours) {
            settlement.messages().forEach(m -> signals.messageDue(m.outbox(), settlement.endedAt()));
        }
    }

    /** Not called, it is due as before, so after a while: what failed now would fail again at once. */
    @Override
    public void dropped() {
        assigned.remove(settlement.leadId());
        signals.leadDue(settlement.source(), settlement.endedAt().plus(PAUSE));
    }

    private boolean updateLead(Session session, String sql, boolean called, boolean onlyIfOwned) throws SQLException {
        Customer customer = settlement.customer();
        int attempt = settlement.attempt();
        Bind bind = Bind.to(session.prepare(sql))
                .text(settlement.state().word())
                .time(settlement.nextAt())
                .time(settlement.verifyAt())
                .text(settlement.verifyAt() == null ? null : FindLookUps.WAITING)
                .number(attempt)
                .text(settlement.reason())
                .text(settlement.salesbyteId())
                .text(customer.name())
                .text(customer.email())
                .text(customer.phone())
                .text(customer.company())
                .text(settlement.leadId())
                .number(called ? attempt : attempt - 1);
        return (onlyIfOwned ? bind.text(session.owner()) : bind).update() == 1;
    }

    private void writeAttempt(Session session, boolean called) throws SQLException {
        Bind bind = Bind.to(session.prepare(called ? ATTEMPT_CALLED : ATTEMPT_NOT_CALLED))
                .time(settlement.endedAt())
                .text(settlement.state().word())
                .number(settlement.status())
                .text(settlement.detail())
                .text(settlement.failure())
                .text(settlement.answer())
                .text(settlement.leadId())
                .number(settlement.attempt());
        if (!called) {
            bind.time(settlement.startedAt());
        }
        bind.update();
    }
}
