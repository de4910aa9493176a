package se.salesbyte.bridge.intake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections senders may have at once: file handles are needed for the store and for SalesByte too. What comes
 * beyond is closed before it can say anything, and its sender will try again. Told once until it is over. Thread-safe.
 */
final class ConnectionBound {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionBound.class);

    private final int most;
    private final int calm;
    private int open;
    private long refused;

    /** @param most positive */
    ConnectionBound(int most) {
        this.most = most;
        this.calm = most - Math.max(most / 10, Math.min(2, most)); // one that comes and goes is not told each time
    }

    /** Takes a place, to be given back by {@link #leave}; false if there is none. */
    synchronized boolean enter() {
        if (open < most) {
            open++;
            return true;
        }
        if (refused++ == 0) {
            LOG.warn(
                    "As many connections are open as may be, new ones are closed: look who opens them, or raise"
                            + " bridge.intake.max-connections. open={}",
                    open);
        }
        return false;
    }

    /** Gives a place back. */
    synchronized void leave() {
        open--;
        if (refused > 0 && open <= calm) {
            LOG.warn("Connections are taken again. open={} refused={}", open, refused);
            refused = 0;
        }
    }

    /** Whether it was told that there is no place, and not yet that there is again. */
    synchronized boolean isRefusing() {
        return refused > 0;
    }

    synchronized int open() {
        return open;
    }
}
