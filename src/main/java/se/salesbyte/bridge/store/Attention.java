package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leads that need a person for the same cause.
 *
 * @param kind unknown or failed, else why they are kept back
 * @param reason of failed and unknown ones; null of the others
 * @param status that SalesByte answered their last attempt with; null if it did not
 * @param fields that were at fault, by name
 * @param leads how many
 * @param newestId of the last one that was received, at {@code newestAt}
 */
public record Attention(
        String kind,
        String source,
        @Nullable String reason,
        @Nullable Integer status,
        List<String> fields,
        long leads,
        String newestId,
        Instant newestAt) {}
