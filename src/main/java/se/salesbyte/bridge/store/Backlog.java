package se.salesbyte.bridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is not done yet, for those who watch the bridge; of all who share the store.
 *
 * @param leads how many there are in the states that are not final or need a person, without those kept back
 * @param waiting those kept back, by the word of the contract
 * @param oldestUnfinished when the oldest lead was received that is still to be delivered and not kept back; null if there
 *     is none
 * @param outboxes by name; those that have nothing to send are not there
 * @param quarantineBytes how much of the quarantine is used
 * @param replicas how many share the store; null if nobody may
 * @param clockAhead how far the clock of this host is ahead of the database's; null if nobody shares the store
 */
public record Backlog(
        Map<LeadState, Long> leads,
        Map<String, Waiting> waiting,
        @Nullable Instant oldestUnfinished,
        Map<String, Outbox> outboxes,
        long quarantineBytes,
        @Nullable Long replicas,
        @Nullable Duration clockAhead) {

    /**
     * Leads that are kept back for one reason.
     *
     * @param oldest when the oldest of them was received
     */
    public record Waiting(long leads, Instant oldest) {}

    /**
     * The messages of one outbox that are to be sent.
     *
     * @param failing those that were tried and not received
     * @param oldest when the oldest of them was put there
     */
    public record Outbox(long messages, long failing, Instant oldest) {}
}
