package se.salesbyte.bridge.intake;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How the intake receives.
 *
 * @param maxBody the most bytes a body may have
 * @param dedupeWindow how long an event without an id of its own is known by its body
 * @param publicUrl what senders call, where their signature covers it; empty: as the request says
 */
public record IntakeRules(long maxBody, Duration dedupeWindow, Optional<URI> publicUrl) {}
