package se.salesbyte.bridge.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How webhooks are received.
 *
 * @param maxBody {@code bridge.intake.max-body}, default 1 MiB: the most bytes a request's body may have; positive
 * @param dedupeWindow {@code bridge.dedupe.window}, default 24 hours: how long an event without an id of its own is
 *     known by its body; positive
 * @param publicUrl {@code bridge.public-url}, no default: the http or https address that senders use, where their
 *     signature covers it; without trailing slash, user, query and fragment
 * @param timeout {@code bridge.intake.timeout}, default 30 seconds: how long a whole request may take to arrive; positive
 * @param maxConnections {@code bridge.intake.max-connections}, default 10,000: how many connections senders may have at
 *     once; positive
 * @param bodyBudget {@code bridge.intake.body-budget}, default 64 MiB: the most bytes of all bodies in hand; positive
 * @param maxWaiting {@code bridge.inbox.max-waiting}, default 2,000,000: how many leads may wait before events are
 *     refused; positive
 * @param quarantineMaxSize {@code bridge.quarantine.max-size}, default 64 MiB: how much of refused requests is kept;
 *     positive
 */
public record IntakeSettings(
        long maxBody,
        Duration dedupeWindow,
        Optional<URI> publicUrl,
        Duration timeout,
        int maxConnections,
        long bodyBudget,
        long maxWaiting,
        long quarantineMaxSize) {}
