package se.salesbyte.bridge.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the table {@code search} up to date on a thread of its own, with at most a fifth of the writer's time: events
 * and outcomes come first. What it has not come to is found by looking at it.
 */
final class Searchable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Searchable.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofMinutes(1);
    private static final int SHARE_OF_OTHERS = 4;

    private final GroupCommit writer;
    private final Thread thread = new Thread(this::run, "store-search");
    private final Semaphore changes = new Semaphore(1); // what an earlier process left
    private final GiveWay giveWay;

    Searchable(GroupCommit writer) {
        this.writer = writer;
        this.giveWay = new GiveWay(writer, SHARE_OF_OTHERS);
    }

    void start() {
        writer.changes().follow(changes::release);
        thread.start();
    }

    /** Before the writer is closed. */
    @Override
    public void close() {
        giveWay.close();
        changes.release();
        try {
            thread.join(); // at once if it was never started
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (awaitChange()) {
                indexOrTell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until it works again, the newest are found by looking at them. */
    private void indexOrTell() throws InterruptedException {
        try {
            index();
        } catch (RuntimeException e) {
            LOG.warn(
                    "New leads could not be put into the index for searching, they will be. again={} cause={}",
                    PAUSE_AFTER_FAULT,
                    e.getMessage());
            giveWay.isClosedWithin(PAUSE_AFTER_FAULT);
            changes.release();
        }
    }

    /** Waits for a change and lets more of them come; false when closed. */
    private boolean awaitChange() throws InterruptedException {
        changes.acquire();
        giveWay.isClosedWithin(PAUSE);
        changes.drainPermits(); // before the look: whoever closes releases one more after it
        return !giveWay.isClosedWithin(Duration.ZERO);
    }

    private void index() throws InterruptedException {
        Optional<Boolean> more;
        do {
            more = giveWay.run(IndexSearch::new);
        } while (more.orElse(false));
    }
}
