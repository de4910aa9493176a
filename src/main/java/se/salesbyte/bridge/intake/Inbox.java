package se.salesbyte.bridge.intake;

import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether more leads wait for their delivery than may. Counted every few seconds, on a worker, and not on every event: a
 * bound on disk space need not be exact. Thread-safe.
 */
final class Inbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final long LOOK_MILLIS = 2_000;

    private final Vertx vertx;
    private final Callable<Boolean> count;
    private final long timer;
    private volatile boolean full;

    /** @param count whether the bound is reached; may take its time */
    Inbox(Vertx vertx, Callable<Boolean> count) {
        this.vertx = vertx;
        this.count = count;
        this.timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
    }

    boolean isFull() {
        return full;
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        vertx.executeBlocking(count, false).onSuccess(this::now);
    }

    private void now(boolean reached) {
        if (reached != full) {
            full = reached;
            if (reached) {
                LOG.error("Too many leads wait, events are refused until fewer do: see bridge.inbox.max-waiting");
            } else {
                LOG.info("Fewer leads wait, events are taken again");
            }
        }
    }
}
