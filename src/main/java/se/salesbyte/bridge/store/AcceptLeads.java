package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.UlidFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps the events of one request. The unique key decides about duplicates: insert, then read the conflict. */
final class AcceptLeads implements Work<List<Receipt>> {
    private static final String REMEMBER =
            """
            insert into dedupe(source, dedupe_key, lead_id, expires_at) values(?, ?, ?, ?)
            on conflict(source, dedupe_key) do update
               set lead_id = excluded.lead_id, expires_at = excluded.expires_at
             where dedupe.expires_at <= ?""";
    private static final String RECALL = "select lead_id from dedupe where source = ? and dedupe_key = ?";
    private static final String LEAD =
            """
            insert into lead(id, source, event_id, received_at, state, next_at, owner)
            values(?, ?, ?, ?, 'accepted', ?, ?)""";
    private static final String BODY = "insert into lead_body(lead_id, content_type, payload) values(?, ?, ?)";

    private static final String EVENT = "insert into event(event_id, lead_id) values(?, ?)";

    static final int KEY_BYTES = 16;

    /** Larger ones wait on disk alone: what is offered waits in memory. */
    private static final int LARGEST_OFFERED = 8 * 1024;

    private final List<NewLead> leads;
    private final List<byte[]> keys;
    private final List<Boolean> toldByKey; // made here, so that the writer need not
    private final UlidFactory ids;
    private final Set<String> assigned;
    private final StoreSignals signals;
    private final Set<String> ours = new HashSet<>();

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

    @Override
    public List<Receipt> run(Session session) throws SQLException {
        List<Receipt> receipts = new ArrayList<>(leads.size());
        for (int i = 0; i < leads.size(); i++) {
            receipts.add(accept(session, leads.get(i), keys.get(i), toldByKey.get(i)));
        }
        return receipts;
    }

    @Override
    public void committed(List<Receipt> receipts) {
        for (int i = 0; i < receipts.size(); i++) {
            if (!receipts.get(i).duplicate()) {
                handOver(receipts.get(i).leadId(), leads.get(i));
            }
        }
    }

    /** Whatever was told of that commit, it may be on disk: then only a look will find it. */
    @Override
    public void undone() {
        ours.clear();
        leads.forEach(lead -> signals.leadDue(lead.source(), lead.receivedAt()));
    }

    /** A claim in the same group may have it already. */
    private void handOver(String id, NewLead lead) {
        if (assigned.contains(id)) {
            return;
        }
        if (!isOffered(id, lead)) {
            signals.leadDue(lead.source(), lead.receivedAt());
        }
    }

    private boolean isOffered(String id, NewLead lead) {
        boolean taken = ours.contains(id) && signals.leadOffered(dueNow(id, lead));
        if (taken) {
            assigned.add(id);
        }
        return taken;
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
                lead.tree());
    }

    private Receipt accept(Session session, NewLead lead, byte[] key, boolean isToldByKey) throws SQLException {
        String id = ids.create(lead.receivedAt().toEpochMilli()).toString();
        boolean isOurs = isOurs(session, lead);
        int fresh = Bind.to(session.prepare(REMEMBER))
                .text(lead.source())
                .bytes(key)
                .text(id)
                .time(lead.rememberedUntil())
                .time(lead.receivedAt())
                .update();
        if (fresh == 0) {
            return new Receipt(firstLead(session, lead.source(), key), true);
        }
        Bind.to(session.prepare(LEAD))
                .text(id)
                .text(lead.source())
                .text(lead.eventId())
                .time(lead.receivedAt())
                .time(lead.receivedAt())
                .text(isOurs ? session.owner() : null)
                .update();
        Bind.to(session.prepare(BODY))
                .text(id)
                .text(lead.contentType())
                .bytes(lead.payload())
                .update();
        if (!isToldByKey) {
            Bind.to(session.prepare(EVENT)).text(lead.eventId()).text(id).update();
        }
        if (isOurs) {
            ours.add(id);
        }
        return new Receipt(id, false);
    }

    /** Whether it is in our hands from the start; where the store is shared, others shall have it unless we want it now. */
    private boolean isOurs(Session session, NewLead lead) {
        return lead.payload().length <= LARGEST_OFFERED
                && (session.owner() == null || signals.leadWanted(lead.source(), lead.receivedAt()));
    }

    private static String firstLead(Session session, String source, byte[] key) throws SQLException {
        try (ResultSet row =
                Bind.to(session.prepare(RECALL)).text(source).bytes(key).query()) {
            if (!row.next()) {
                throw new SQLException("a dedupe row conflicted and is gone");
            }
            return row.getString("lead_id");
        }
    }
}
