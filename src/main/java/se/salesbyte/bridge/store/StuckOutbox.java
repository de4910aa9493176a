package se.salesbyte.bridge.store;

import java.time.Instant;

/**
 * An outbox with messages that were tried and not received.
 *
 * @param messages how many
 * @param oldest when the oldest of them was written
 */
public record StuckOutbox(String outbox, long messages, Instant oldest) {}
