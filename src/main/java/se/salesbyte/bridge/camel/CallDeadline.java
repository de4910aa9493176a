package se.salesbyte.bridge.camel;

import io.netty.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The time that one phase of a call may take, such as from its first byte to the last of the answer: a timeout of the
 * socket would count anew with every byte. Ends the call when it is over, and so whatever waits for it. Thread-safe.
 */
final class CallDeadline {
    private final Runnable end;
    private @Nullable Timeout timer;
    private boolean over;
    private boolean missed;

    /**
     * @param end ends the call at once
     */
    CallDeadline(Runnable end) {
        this.end = end;
    }

    synchronized void arm(Timeout timer) {
        this.timer = timer;
    }

    /** The time is over; without effect once the phase is. Ends it under the lock: the pool may have the connection next. */
    synchronized void expire() {
        if (!over) {
            over = true;
            missed = true;
            end.run();
        }
    }

    /** The phase is over: the answer is there to its end. */
    synchronized void met() {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Nobody reads on: the connection is closed, as whatever is still to come would have to be read before the next use. */
    synchronized void cut() {
        met();
        end.run();
    }

    synchronized boolean isMissed() {
        return missed;
    }
}
