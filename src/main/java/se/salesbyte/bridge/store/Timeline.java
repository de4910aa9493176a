package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes to a lead's timeline what is neither an attempt nor a message; for the writer's thread, in its transaction. */
final class Timeline {
    static final String BRIDGE = TimelineRow.BRIDGE;

    private static final String ENTRY = "insert into timeline(lead_id, at, kind, detail, actor) values(?, ?, ?, ?, ?)";

    private Timeline() {}

    /** @param actor {@link #BRIDGE}, or a person's {@link ActedBy#name} */
    static void write(
            Session session, String leadId, Instant at, TimelineKind kind, @Nullable String detail, String actor)
            throws SQLException {
        Bind.to(session.prepare(ENTRY))
                .text(leadId)
                .time(at)
                .text(kind.word())
                .text(detail)
                .text(actor)
                .update();
    }
}
