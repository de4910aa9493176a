package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay of many leads.
 *
 * @param endedAt null while it runs
 * @param leadState of the leads that it takes
 * @param text what they are searched by; null if by nothing, or once it is erased
 * @param openedBy the name that a person gave, or {@link TimelineRow#PERSON}
 * @param planned how many it was to start
 * @param started how many it has started
 */
public record ReplayRow(
        String id,
        Instant openedAt,
        @Nullable Instant endedAt,
        ReplayState state,
        LeadState leadState,
        @Nullable String source,
        @Nullable String text,
        @Nullable Instant receivedFrom,
        @Nullable Instant receivedTo,
        boolean force,
        @Nullable String reason,
        String openedBy,
        long planned,
        long started) {}
