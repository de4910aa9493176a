package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead that is not in a final state.
 *
 * @param since when it was received, or replayed last
 * @param waiting why it is kept back; null if it is not
 */
public record UnfinishedLead(
        String id, Instant since, LeadState state, @Nullable String waiting, @Nullable Instant nextAt) {}
