package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A few statements for each event: best where the database is in the same process. */
final class KeepOneByOne implements KeepEvents {
    private static final String REMEMBER =
            """
            insert into dedupe(source, dedupe_key, lead_id, expires_at) values(?, ?, ?, ?)
            on conflict(source, dedupe_key) do update
               set lead_id = excluded.lead_id, expires_at = excluded.expires_at
             where dedupe.expires_at <= ?""";
    private static final String RECALL = "select lead_id from dedupe where source = ? and dedupe_key = ?";
    private static final String LEAD =
            """
            insert into lead(id, source, event_id, received_at, state, next_at) values(?, ?, ?, ?, 'accepted', ?)""";
    private static final String BODY = "insert into lead_body(lead_id, content_type, payload) values(?, ?, ?)";
    private static final String EVENT = "insert into event(event_id, lead_id) values(?, ?)";

    @Override
    public List<Receipt> keep(Session session, List<FreshEvent> events) throws SQLException {
        List<Receipt> receipts = new ArrayList<>(events.size());
        for (FreshEvent event : events) {
            receipts.add(keep(session, event));
        }
        return receipts;
    }

    private static Receipt keep(Session session, FreshEvent event) throws SQLException {
        NewLead lead = event.lead();
        int fresh = Bind.to(session.prepare(REMEMBER))
                .text(lead.source())
                .bytes(event.key())
                .text(event.id())
                .time(lead.rememberedUntil())
                .time(lead.receivedAt())
                .update();
        if (fresh == 0) {
            return new Receipt(firstLead(session, lead.source(), event.key()), true);
        }
        Bind.to(session.prepare(LEAD))
                .text(event.id())
                .text(lead.source())
                .text(lead.eventId())
                .time(lead.receivedAt())
                .time(lead.receivedAt())
                .update();
        Bind.to(session.prepare(BODY))
                .text(event.id())
                .text(lead.contentType())
                .bytes(lead.payload())
                .update();
        if (!event.isToldByKey()) {
            Bind.to(session.prepare(EVENT))
                    .text(lead.eventId())
                    .text(event.id())
                    .update();
        }
        return new Receipt(event.id(), false);
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
