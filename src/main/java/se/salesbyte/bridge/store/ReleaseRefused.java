package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Turns a refused request into leads, once: whoever deletes its row has them. */
final class ReleaseRefused implements Work<Optional<List<Receipt>>> {
    private final String id;
    private final AcceptLeads leads;

    ReleaseRefused(String id, AcceptLeads leads) {
        this.id = id;
        this.leads = leads;
    }

    @Override
    public Optional<List<Receipt>> run(Session session) throws SQLException {
        int ours = Bind.to(session.prepare("delete from refused where id = ?"))
                .text(id)
                .update();
        return ours == 0 ? Optional.empty() : Optional.of(leads.run(session));
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
