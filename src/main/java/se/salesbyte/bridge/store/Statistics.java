package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How it goes since a time.
 *
 * @param sources how many leads were received since then, by source and state
 * @param latency of the leads that were delivered since then, whenever they were received
 * @param oldestUnfinished when the oldest lead was received that still is to be delivered, waiting and held ones
 *     included; null if there is none
 */
public record Statistics(
        Map<String, Map<LeadState, Long>> sources, Latency latency, @Nullable Instant oldestUnfinished) {}
