package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The messages that leads and the bridge itself have for others; changed as {@link LeadStore} says. Thread-safe. */
public final class Outboxes {
    private final GroupCommit writer;
    private final StoreSignals signals;
    private final Map<String, String> assigned = new HashMap<>(); // to their receivers; the writer's thread alone
    private final PassOver passOver = new PassOver(); // the writer's thread alone

    Outboxes(GroupCommit writer, StoreSignals signals) {
        this.writer = writer;
        this.signals = signals;
    }

    /**
     * Puts a system message into its outbox; kept in an outage as {@link #settle} is.
     *
     * @param source whom it is about; null if about no source
     */
    public CompletableFuture<Boolean> announce(NewMessage message, @Nullable String source, Instant at) {
        return writer.insist(new Announce(List.of(message), source, at, signals));
    }

    /** The ids of the messages in anybody's hands; the writer's thread alone. */
    Set<String> assigned() {
        return assigned.keySet();
    }

    /** As the other, with no bound for one receiver. */
    public CompletableFuture<DueBatch<DueMessage>> claim(String outbox, Instant now, int limit) {
        return claim(outbox, now, limit, ReceiverBound.NONE);
    }

    /** Assigns at most {@code limit} messages of the outbox that are due at {@code now} to the caller. */
    public CompletableFuture<DueBatch<DueMessage>> claim(String outbox, Instant now, int limit, ReceiverBound bound) {
        return writer.submit(new ClaimMessages(outbox, now, limit, bound, passOver, assigned));
    }

    /** Gives back messages that were claimed and not tried. */
    public CompletableFuture<Boolean> release(Collection<DueMessage> messages) {
        return writer.insist(session -> {
            List<String> ids = messages.stream().map(DueMessage::id).toList();
            Ownership.giveBack(session, "outbox_message", ids);
            ids.forEach(assigned::remove);
            return true;
        });
    }

    /** Commits how one try of a message ended; kept in an outage as {@link LeadStore#settle} is. */
    public CompletableFuture<Boolean> settle(MessageOutcome outcome) {
        return writer.insist(new SettleMessage(outcome, assigned(), signals));
    }
}
