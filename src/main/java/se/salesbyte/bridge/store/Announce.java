package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts messages into outboxes that follow from no lead. */
final class Announce implements Work<Boolean> {
    private static final String MESSAGE =
            """
            insert into outbox_message(id, source, outbox, type, payload, created_at, next_at)
            values(?, ?, ?, ?, ?, ?, ?)""";

    private final List<NewMessage> messages;
    private final @Nullable String source;
    private final Instant at;
    private final StoreSignals signals;

    Announce(List<NewMessage> messages, @Nullable String source, Instant at, StoreSignals signals) {
        this.messages = List.copyOf(messages);
        this.source = source;
        this.at = at;
        this.signals = signals;
    }

    /** Whether there were any. */
    @Override
    public Boolean run(Session session) throws SQLException {
        for (NewMessage message : messages) {
            Bind.to(session.prepare(MESSAGE))
                    .text(message.id())
                    .text(source)
                    .text(message.outbox())
                    .text(message.type())
                    .text(message.payload())
                    .time(at)
                    .time(at)
                    .update();
        }
        return !messages.isEmpty();
    }

    @Override
    public void committed(Boolean kept) {
        messages.forEach(message -> signals.messageDue(message.outbox(), at));
    }
}
