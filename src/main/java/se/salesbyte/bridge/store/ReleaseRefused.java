package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns a refused request into leads, once: whoever deletes its row has them. */
final class ReleaseRefused implements Work<Optional<List<Receipt>>> {
    private final String id;
    private final AcceptLeads leads;
    private final ActedBy by;
    private final Instant at;

    ReleaseRefused(String id, AcceptLeads leads, ActedBy by, Instant at) {
        this.id = id;
        this.leads = leads;
        this.by = by;
        this.at = at;
    }

    @Override
    public Optional<List<Receipt>> run(Session session) throws SQLException {
        int ours = Bind.to(session.prepare("delete from refused where id = ?"))
                .text(id)
                .update();
        if (ours == 0) {
            return Optional.empty();
        }
        leads.gather(session);
        List<Receipt> receipts = leads.run(session);
        for (Receipt receipt : receipts) {
            if (!receipt.duplicate()) {
                Timeline.write(session, receipt.leadId(), at, TimelineKind.RELEASED, by.reason(), by.name());
            }
        }
        return Optional.of(receipts);
    }

    @Override
    public void committed(Optional<List<Receipt>> receipts) {
        receipts.ifPresent(leads::committed);
    }

    @Override
    public void undone() {
        leads.undone();
    }
}
