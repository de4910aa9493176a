package se.salesbyte.bridge.store;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps the store from committing. Told when it begins and when it is over, but not more than once a minute: on a
 * disk that is nearly full, every other event may fit. Thread-safe.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private volatile @Nullable String fault;
    private @Nullable Long toldAt;
    private boolean told;

    /** The store could not commit, or does not get on; maybe once more. */
    synchronized void is(String what) {
        fault = what;
        long now = System.nanoTime();
        if (!told && (toldAt == null || now - toldAt > QUIET.toNanos())) {
            LOG.error("The store cannot commit, new events are refused until it can: {}", what);
            told = true;
            toldAt = now;
        }
    }

    /** A write reached the disk. */
    synchronized void isOver() {
        if (told) {
            LOG.info("The store commits again");
            told = false;
        }
        fault = null;
    }

    /** What it is; empty while all is well. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }
}
