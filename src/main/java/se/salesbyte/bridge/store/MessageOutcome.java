package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one try of an outbox message ended.
 *
 * @param sent true if the message is done with
 * @param nextAt when to try again; null if sent, or parked after the last try
 * @param detail the fault, for people; null if sent
 */
public record MessageOutcome(
        String messageId, String outbox, boolean sent, Instant at, @Nullable Instant nextAt, @Nullable String detail) {}
