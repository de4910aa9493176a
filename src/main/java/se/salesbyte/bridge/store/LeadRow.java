package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead as it stands in a list.
 *
 * @param waiting why it is kept back although it is, or was, due; null if it is not
 */
public record LeadRow(
        String id,
        String source,
        @Nullable String eventId,
        Instant receivedAt,
        LeadState state,
        @Nullable Instant nextAt,
        int attempts,
        @Nullable String reason,
        @Nullable String salesbyteId,
        @Nullable String customerName,
        @Nullable String customerEmail,
        @Nullable String customerPhone,
        @Nullable String customerCompany,
        @Nullable String waiting) {}
