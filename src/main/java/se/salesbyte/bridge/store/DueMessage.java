package se.salesbyte.bridge.store;

import java.time.Instant;

/**
 * An outbox message that is due and assigned to whoever holds this record.
 *
 * @param source the source of its lead
 * @param attempts how often it was tried before
 */
public record DueMessage(
        String id,
        String leadId,
        String source,
        String outbox,
        String type,
        String payload,
        Instant createdAt,
        int attempts) {}
