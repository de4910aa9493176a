package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a lead stood when something was decided about it; the decision holds only while it stands so still.
 *
 * @param attempts the number of its last attempt
 * @param waiting why it is kept back; null if it is not
 * @param verifyAt when SalesByte was to be asked about it; null if that is of no account
 */
public record Standing(
        String leadId, LeadState state, int attempts, @Nullable String waiting, @Nullable Instant verifyAt) {}
