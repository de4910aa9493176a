package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;

/** Puts a lead's messages into their outboxes; for the writer's thread, in its transaction. */
final class PutToOutbox {
    private static final String MESSAGE =
            """
            insert into outbox_message(id, lead_id, outbox, type, payload, created_at, next_at)
            values(?, ?, ?, ?, ?, ?, ?)""";

    private PutToOutbox() {}

    static void write(Session session, String leadId, NewMessage message, Instant at) throws SQLException {
        Bind.to(session.prepare(MESSAGE))
                .text(message.id())
                .text(leadId)
                .text(message.outbox())
                .text(message.type())
                .text(message.payload())
                .time(at)
                .time(at)
                .update();
    }
}
