package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts a message into an outbox that follows from no lead. */
final class Announce implements Work<Boolean> {
    private static final String MESSAGE =
            """
            insert into outbox_message(id, source, outbox, type, payload, created_at, next_at)
            values(?, ?, ?, ?, ?, ?, ?)""";

    private final NewMessage message;
    private final @Nullable String source;
    private final Instant at;
    private final StoreSignals signals;

    Announce(NewMessage message, @Nullable String source, Instant at, StoreSignals signals) {
        this.message = message;
        this.source = source;
        this.at = at;
        this.signals = signals;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        return Bind.to(session.prepare(MESSAGE))
                        .text(message.id())
                        .text(source)
                        .text(message.outbox())
                        .text(message.type())
                        .text(message.payload())
                        .time(at)
                        .time(at)
                        .update()
                == 1;
    }

    @Override
    public void committed(Boolean kept) {
        signals.messageDue(message.outbox(), at);
    }
}
