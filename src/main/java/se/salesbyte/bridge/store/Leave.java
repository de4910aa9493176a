package se.salesbyte.bridge.store;

import java.sql.SQLException;

/** The last that a replica does: it gives back what it has in hand, and the others divide what it had. */
final class Leave implements Work<Boolean> {
    private final Membership membership;
    private final StoreSignals signals;

    Leave(Membership membership, StoreSignals signals) {
        this.membership = membership;
        this.signals = signals;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        membership.leave(session);
        return true;
    }

    @Override
    public void committed(Boolean left) {
        membership.left();
        signals.flowChanged();
    }
}
