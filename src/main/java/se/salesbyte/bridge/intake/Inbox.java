package se.salesbyte.bridge.intake;

import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether more leads wait for their delivery than may. Counted every few seconds, on a worker, and not on every event: a
 * bound on disk space need not be exact. Where many wait, counting takes its time, and is done the less often. Thread-safe.
 */
final class Inbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final long LOOK_MILLIS = 2_000;

    /** How many times as long as a count took is waited for the next one: it costs two hundredths of a core at most. */
    private static final int PAUSES = 50;

    private final Vertx vertx;
    private final Callable<Boolean> count;
    private volatile boolean full;
    private volatile boolean closed;

    /** @param count whether the bound is reached; may take its time */
    Inbox(Vertx vertx, Callable<Boolean> count) {
        this.vertx = vertx;
        this.count = count;
        lookAfter(LOOK_MILLIS);
    }

    boolean isFull() {
        return full;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void lookAfter(long millis) {
        vertx.setTimer(millis, tick -> {
            if (!closed) {
                look();
            }
        });
    }

    private void look() {
        long since = System.nanoTime();
        vertx.executeBlocking(count, false).onSuccess(this::now).onComplete(counted -> {
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            lookAfter(Math.max(LOOK_MILLIS, PAUSES * took));
        });
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
