package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;

/** Commits a verdict: state, timeline, outbox and what its last attempt came to after all; or nothing, if it is stale. */
final class GiveVerdict implements Work<Boolean> {
    private static final String LEAD =
            """
            update lead set state = ?, next_at = ?, priority = 1, waiting = null, reason = ?,
                   attempts_before = case when ? then attempts else attempts_before end,
                   salesbyte_id = coalesce(?, salesbyte_id), verify_at = null
             where id = ? and state = ? and attempts = ? and waiting is ?
               and verify_at is coalesce(?, verify_at)""";
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
        String actor = verdict.kind() == TimelineKind.RESOLVED ? Timeline.PERSON : Timeline.BRIDGE;
        Timeline.write(session, id, verdict.at(), verdict.kind(), verdict.detail(), actor);
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
        verdict.messages().forEach(message -> signals.messageDue(message.outbox(), verdict.at()));
    }

    private boolean updateLead(Session session) throws SQLException {
        Standing found = verdict.found();
        return Bind.to(session.prepare(LEAD))
                        .text(verdict.state().word())
                        .time(verdict.nextAt())
                        .text(verdict.reason())
                        .number(verdict.startsOver() ? 1 : 0)
                        .text(verdict.salesbyteId())
                        .text(found.leadId())
                        .text(found.state().word())
                        .number(found.attempts())
                        .text(found.waiting())
                        .time(found.verifyAt())
                        .update()
                == 1;
    }
}
