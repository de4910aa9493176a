package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Commits what a checkout came to: the outcome of its own event, and with it what the lead of the quote has of it. If that
 * lead was erased or deleted meanwhile, the outcome alone.
 */
final class SettleCheckout implements Work<Boolean> {
    private static final String OWNED = "select 1 from quote where salesbyte_id = ? and lead_id = ?";

    private final Settlement settlement;
    private final SettleAttempt event;
    private final CheckedOut checkout;
    private final StoreSignals signals;

    SettleCheckout(Settlement settlement, SettleAttempt event, CheckedOut checkout, StoreSignals signals) {
        this.settlement = settlement;
        this.event = event;
        this.checkout = checkout;
        this.signals = signals;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        boolean ours = event.run(session);
        if (ours && isOwned(session)) {
            Timeline.write(
                    session,
                    checkout.leadId(),
                    settlement.endedAt(),
                    TimelineKind.CHECKED_OUT,
                    checkout.detail(),
                    Timeline.BRIDGE);
            for (NewMessage message : checkout.messages()) {
                PutToOutbox.write(session, checkout.leadId(), message, settlement.endedAt());
            }
        }
        return ours;
    }

    @Override
    public void committed(Boolean ours) {
        event.committed(ours);
        if (ours) {
            checkout.messages().forEach(m -> signals.messageDue(m.outbox(), settlement.endedAt()));
        }
    }

    @Override
    public void dropped() {
        event.dropped();
    }

    private boolean isOwned(Session session) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare(OWNED))
                .text(checkout.salesbyteId())
                .text(checkout.leadId())
                .query()) {
            return row.next();
        }
    }
}
