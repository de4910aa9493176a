package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person wants many leads delivered once more: those in one state, as they are received before now.
 *
 * @param source null for any
 * @param text as in {@link LeadFilter}; null for any
 * @param from received at that time or later; null for any
 * @param to received before that time; null for any
 * @param force whether leads that are delivered or unknown are taken too
 * @param by who they are, and why they want it
 * @param planned how many there are, as counted before
 */
public record NewReplay(
        String id,
        LeadState leads,
        @Nullable String source,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean force,
        ActedBy by,
        long planned,
        Instant at) {}
