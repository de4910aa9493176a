package se.salesbyte.bridge.intake;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How the intake receives.
 *
 * @param maxBody the most bytes a body may have
 * @param timeout how long a whole request may take to arrive
 * @param maxConnections how many connections senders may have at once
 * @param bodyBudget the most bytes that all bodies in hand may have
 * @param maxWaiting how many leads may wait for their delivery before events are refused
 * @param dedupeWindow how long an event without an id of its own is known by its body
 * @param publicUrl what senders call, where their signature covers it; empty: as the request says
 * @param rateLimit how many verified requests of a source are taken a second; 0 for no limit
 * @param verifyToken what a provider of that source sends along with its challenge; empty if none is set
 */
public record IntakeRules(
        long maxBody,
        Duration timeout,
        int maxConnections,
        long bodyBudget,
        long maxWaiting,
        Duration dedupeWindow,
        Optional<URI> publicUrl,
        ToIntFunction<String> rateLimit,
        Function<String, Optional<String>> verifyToken) {}
