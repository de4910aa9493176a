package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.UlidFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps the events of one request, with those of others that came at the same time. */
final class AcceptLeads implements Work<List<Receipt>> {
    static final int KEY_BYTES = 16;

    /** Larger ones wait on disk alone: what is offered waits in memory. */
    private static final int LARGEST_OFFERED = 8 * 1024;

    private final List<NewLead> leads;
    private final List<byte[]> keys;
    private final List<Boolean> toldByKey; // made here, so that the writer need not
    private final UlidFactory ids;
    private final Set<String> assigned;
    private final StoreSignals signals;
    private final List<FreshEvent> fresh = new ArrayList<>();

    /**
     * @param dedupe makes the keys by which events are known again
     * @param assigned the ids of the leads in anybody's hands; confined to the writer's thread
     */
    AcceptLeads(List<NewLead> leads, Keyed dedupe, UlidFactory ids, Set<String> assigned, StoreSignals signals) {
        this.leads = leads;
        this.keys = leads.stream()
                .map(lead -> dedupe.digest(lead.identity(), KEY_BYTES))
                .toList();
        this.toldByKey = leads.stream().map(EventIds::tell).toList();
        this.ids = ids;
        this.assigned = assigned;
        this.signals = signals;
    }

    /** So that all events of a group are kept together. */
    @Override
    public void gather(Session session) {
        fresh.clear();
        for (int i = 0; i < leads.size(); i++) {
            NewLead lead = leads.get(i);
            String id = ids.create(lead.receivedAt().toEpochMilli()).toString();
            fresh.add(new FreshEvent(id, lead, keys.get(i), toldByKey.get(i), isOurs(session, lead)));
        }
        session.arrivals().add(fresh);
    }

    @Override
    public List<Receipt> run(Session session) throws SQLException {
        return session.arrivals().receipts(session, fresh);
    }

    @Override
    public void committed(List<Receipt> receipts) {
        for (int i = 0; i < receipts.size(); i++) {
            if (!receipts.get(i).duplicate()) {
                handOver(fresh.get(i));
            }
        }
    }

    /** Whatever was told of that commit, it may be on disk: then only a look will find it. */
    @Override
    public void undone() {
        leads.forEach(lead -> signals.leadDue(lead.source(), lead.receivedAt()));
    }

    /** A claim in the same group may have it already. */
    private void handOver(FreshEvent event) {
        if (assigned.contains(event.id())) {
            return;
        }
        NewLead lead = event.lead();
        if (event.isOurs() && signals.leadOffered(dueNow(event.id(), lead))) {
            assigned.add(event.id());
        } else {
            signals.leadDue(lead.source(), lead.receivedAt());
        }
    }

    private static DueLead dueNow(String id, NewLead lead) {
        return new DueLead(
                id,
                lead.source(),
                lead.eventId(),
                lead.receivedAt(),
                0,
                LeadRun.FIRST,
                lead.contentType(),
                lead.payload(),
                false,
                lead.tree());
    }

    /** Whether it is in our hands from the start; where the store is shared, others shall have it unless we want it now. */
    private boolean isOurs(Session session, NewLead lead) {
        return lead.payload().length <= LARGEST_OFFERED
                && (session.owner() == null || signals.leadWanted(lead.source(), lead.receivedAt()));
    }
}
