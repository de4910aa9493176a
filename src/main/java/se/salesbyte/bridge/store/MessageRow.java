package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outbox message as recorded.
 *
 * @param nextAt when it is tried again; null once sent or parked
 * @param detail the last fault; null if there was none
 */
public record MessageRow(
        String id,
        String outbox,
        String type,
        Instant createdAt,
        @Nullable Instant nextAt,
        int attempts,
        @Nullable Instant sentAt,
        @Nullable Instant parkedAt,
        @Nullable String detail) {}
