package se.salesbyte.bridge.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the way to SalesByte stands.
 *
 * @param until when it is tried again; null unless the breaker is open
 * @param slowedUntil until when SalesByte asked to be left alone; null if it did not
 * @param paused profiles whose leads wait
 */
public record FlowState(
        BreakerState breaker, @Nullable Instant until, @Nullable Instant slowedUntil, List<PausedProfile> paused) {}
