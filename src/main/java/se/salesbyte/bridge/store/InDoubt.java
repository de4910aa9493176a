package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead with an intent and no outcome, whose process has died: the call may have been made.
 *
 * @param attempt the number of the attempt in doubt
 * @param attemptsBefore how many attempts were made in earlier runs
 * @param startedAt when it began
 * @param restored whether it came back with a backup: it may have been called again since, and nobody kept that
 * @param reference the sender's own record ids as JSON; null if there are none
 */
public record InDoubt(
        String leadId,
        String source,
        @Nullable String eventId,
        Instant receivedAt,
        int attempt,
        int attemptsBefore,
        Instant startedAt,
        boolean restored,
        Customer customer,
        @Nullable String reference) {}
