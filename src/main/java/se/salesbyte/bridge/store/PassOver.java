package se.salesbyte.bridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When to look past the messages of receivers that have no room: not at every claim, as there may be many of them and
 * nobody behind them. Confined to the writer's thread.
 */
final class PassOver {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Map<String, Instant> begunAt = new HashMap<>();

    /** Whether the claim at that time may; it may go on then as far as it likes. */
    boolean isDue(String outbox, Instant now) {
        Instant last = begunAt.get(outbox);
        boolean due = last == null
                || now.equals(last)
                || now.isBefore(last) // the clock was set back
                || !now.isBefore(last.plus(PAUSE));
        if (due) {
            begunAt.put(outbox, now);
        }
        return due;
    }

    /** When the next claim may. */
    Instant nextAt(String outbox) {
        return begunAt.getOrDefault(outbox, Instant.EPOCH).plus(PAUSE);
    }
}
