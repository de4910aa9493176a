package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** Commits how one try of an outbox message ended: sent, due again, or parked. */
final class SettleMessage implements Work<Boolean> {
    private static final String MESSAGE =
            """
            update outbox_message
               set attempts = attempts + 1, next_at = ?, sent_at = ?, parked_at = ?, detail = ?, owner = null
             where id = ? and next_at is not null and owner is not distinct from ?""";

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final MessageOutcome outcome;
    private final Set<String> assigned;
    private final StoreSignals signals;

    SettleMessage(MessageOutcome outcome, Set<String> assigned, StoreSignals signals) {
        this.outcome = outcome;
        this.assigned = assigned;
        this.signals = signals;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        boolean parked = !outcome.sent() && outcome.nextAt() == null;
        return Bind.to(session.prepare(MESSAGE))
                        .time(outcome.nextAt())
                        .time(outcome.sent() ? outcome.at() : null)
                        .time(parked ? outcome.at() : null)
                        .text(outcome.detail())
                        .text(outcome.messageId())
                        .text(session.owner())
                        .update()
                == 1;
    }

    @Override
    public void dropped() {
        assigned.remove(outcome.messageId());
        signals.messageDue(outcome.outbox(), outcome.at().plus(PAUSE));
    }

    @Override
    public void committed(Boolean ours) {
        assigned.remove(outcome.messageId());
        // a later message of the same lead, or another one of the same receiver, may have waited for this one
        signals.messageDue(outcome.outbox(), outcome.at());
    }
}
