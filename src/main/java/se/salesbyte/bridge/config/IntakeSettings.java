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
 */
public record IntakeSettings(long maxBody, Duration dedupeWindow, Optional<URI> publicUrl) {}
