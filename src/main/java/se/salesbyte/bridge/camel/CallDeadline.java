package se.salesbyte.bridge.camel;

import java.util.concurrent.Future;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * The time that one call may take from its first byte to the last of the answer: a timeout of the socket would count
 * anew with every byte. Closes the connection when it is over, which ends whatever waits for it. Thread-safe.
 */
final class CallDeadline {
    private final HttpClientConnection connection;
    private @Nullable Future<?> timer;
    private boolean over;
    private boolean missed;

    CallDeadline(HttpClientConnection connection) {
        this.connection = connection;
    }

    synchronized void arm(Future<?> timer) {
        this.timer = timer;
    }

    /** The time is over; without effect once the call is. Closes under the lock: the pool may have the connection next. */
    synchronized void expire() {
        if (!over) {
            over = true;
            missed = true;
            connection.close(CloseMode.IMMEDIATE);
        }
    }

    /** The answer is there to its end. */
    synchronized void met() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Nobody reads on: the connection is closed, as whatever is still to come would have to be read before the next use. */
    synchronized void cut() {
        met();
        connection.close(CloseMode.IMMEDIATE);
    }

    synchronized boolean isMissed() {
        return missed;
    }
}
