package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead that is due and assigned to whoever holds this record.
 *
 * @param attempts how many attempts were made before, in all runs
 * @param contentType the media type of the payload; null if the sender declared none
 * @param payload the raw body as received
 * @param restored whether it came back with a backup: it may have been called since, and nobody kept that
 * @param tree what the payload was parsed to as it came; null if it is to be parsed again
 */
public record DueLead(
        String id,
        String source,
        @Nullable String eventId,
        Instant receivedAt,
        int attempts,
        LeadRun run,
        @Nullable String contentType,
        byte[] payload,
        boolean restored,
        @Nullable Object tree) {}
