package se.salesbyte.bridge.store;

import java.time.Duration;
import java.util.function.Consumer;

/** Tells every few seconds how far a move has come; one that is quick tells nothing. */
final class MoveProgress {
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Consumer<String> tell;
    private long nextAt = System.nanoTime() + BETWEEN.toNanos();

    MoveProgress(Consumer<String> tell) {
        this.tell = tell;
    }

    /** So many rows of a table are done. */
    void at(String done, String table, long rows) {
        long now = System.nanoTime();
        if (now - nextAt >= 0) {
            tell.accept("%s: %d rows %s".formatted(table, rows, done));
            nextAt = now + BETWEEN.toNanos();
        }
    }
}
