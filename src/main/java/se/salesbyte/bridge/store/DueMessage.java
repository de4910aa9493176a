package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outbox message that is due and assigned to whoever holds this record.
 *
 * @param leadId null for a system message
 * @param source the source of its lead, or the one that a system message is about; empty if it is about none
 * @param attempts how often it was tried before
 */
public record DueMessage(
        String id,
        @Nullable String leadId,
        String source,
        String outbox,
        String type,
        String payload,
        Instant createdAt,
        int attempts) {}
