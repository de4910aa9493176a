package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;

/** Commits a verdict: state, timeline, outbox and what its last attempt came to after all; or nothing, if it is stale. */
final class GiveVerdict implements Work<Boolean> {
    private static final String LEAD =
            """
            update lead set owner = null, state = ?, next_at = ?, waiting = ?, reason = ?,
                   priority = case priority when 2 then 2 else 1 end,
                   attempts_before = case when ? = 1 then attempts else attempts_before end,
                   salesbyte_id = coalesce(?, salesbyte_id), verify_at = ?,
                   unseen_from = case when cast(? as text) = 'unknown' then unseen_from end
             where id = ? and state = ? and attempts = ? and waiting is not distinct from ?
               and verify_at is not distinct from coalesce(?, verify_at)""";
    /** What we find belongs to one sending of one lead; a person may know better. */
    private static final String NOBODYS = LEAD + " and not exists (select 1 from quote where salesbyte_id = ?)";

    private static final String ASKED =
            """
            insert into look_up(lead_id, attempt, answered, failed) values(?, ?, ?, ?)
            on conflict(lead_id, attempt) do update
               set answered = look_up.answered + excluded.answered, failed = look_up.failed + excluded.failed""";
    private static final String QUOTE =
            "insert into quote(salesbyte_id, lead_id, attempt) values(?, ?, ?) on conflict do nothing";
    private static final String ATTEMPT =
            """
            update attempt set failure = coalesce(?, failure), answer = coalesce(?, answer)
             where lead_id = ? and number = ?""";

    private final Verdict verdict;
    private final StoreSignals signals;

    GiveVerdict(Verdict verdict, StoreSignals signals) {
        this.verdict = verdict;
        this.signals = signals;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        if (!updateLead(session)) {
            return false;
        }
        String id = verdict.found().leadId();
        Bind.to(session.prepare(ATTEMPT))
                .text(verdict.failure())
                .text(verdict.answer())
                .text(id)
                .number(verdict.found().attempts())
                .update();
        keepQuote(session);
        Timeline.write(session, id, verdict.at(), verdict.kind(), verdict.detail(), verdict.actor());
        if (verdict.verifyAt() != null) {
            countAsk(session);
        }
        for (NewMessage message : verdict.messages()) {
            PutToOutbox.write(session, id, message, verdict.at());
        }
        return true;
    }

    @Override
    public void committed(Boolean held) {
        if (!held) {
            return;
        }
        Instant nextAt = verdict.nextAt();
        if (nextAt != null) {
            signals.leadDue(verdict.source(), nextAt);
        }
        Instant verifyAt = verdict.verifyAt();
        if (verifyAt != null) {
            signals.lookUpDue(verifyAt);
        }
        verdict.messages().forEach(message -> signals.messageDue(message.outbox(), verdict.at()));
    }

    private boolean updateLead(Session session) throws SQLException {
        Standing found = verdict.found();
        String ours = verdict.kind() == TimelineKind.LOOKED_UP ? verdict.salesbyteId() : null;
        Bind bind = Bind.to(session.prepare(ours == null ? LEAD : NOBODYS))
                .text(verdict.state().word())
                .time(verdict.nextAt())
                .text(verdict.verifyAt() == null ? null : FindLookUps.WAITING)
                .text(verdict.reason())
                .number(verdict.startsOver() ? 1 : 0)
                .text(verdict.salesbyteId())
                .time(verdict.verifyAt())
                .text(verdict.state().word())
                .text(found.leadId())
                .text(found.state().word())
                .number(found.attempts())
                .text(found.waiting())
                .time(found.verifyAt());
        return (ours == null ? bind : bind.text(ours)).update() == 1;
    }

    private void keepQuote(Session session) throws SQLException {
        if (verdict.salesbyteId() != null) {
            Bind.to(session.prepare(QUOTE))
                    .text(verdict.salesbyteId())
                    .text(verdict.found().leadId())
                    .number(verdict.found().attempts())
                    .update();
        }
    }

    /** So that the next ask, perhaps of another process, knows which one it is. */
    private void countAsk(Session session) throws SQLException {
        Bind.to(session.prepare(ASKED))
                .text(verdict.found().leadId())
                .number(verdict.found().attempts())
                .number(verdict.answered() ? 1 : 0)
                .number(verdict.answered() ? 0 : 1)
                .update();
    }
}
