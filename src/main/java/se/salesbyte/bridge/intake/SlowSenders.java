package se.salesbyte.bridge.intake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what a sender does not bring to an end: connections without a request, half heads, bodies that trickle. Each has
 * its whole time, however often a byte arrives. One look at all connections a second instead of a timer for each.
 * Thread-safe.
 */
final class SlowSenders implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Pools of senders keep a connection for less; one closed as it is being used again would cost them an event. */
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(75);

    /** A connection that is closed while data arrives is reset, and the answer may never be read. */
    private static final Duration TO_READ_THE_ANSWER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Duration patience;
    private final Map<HttpConnection, Wait> waits = new ConcurrentHashMap<>();
    private final long timer;

    /** @param patience how long a whole request may take to arrive */
    SlowSenders(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
        this.timer = vertx.setPeriodic(LOOK.toMillis(), tick -> look(System.nanoTime()));
    }

    /** A connection is there; its first request is expected. {@code gone} is run when it is closed, by whomever. */
    void connected(HttpConnection connection, Runnable gone) {
        connection.closeHandler(closed -> {
            waits.remove(connection);
            gone.run();
        });
        expect(connection, patience, connection::close);
    }

    /** A request's body is expected; if it takes too long, {@code tooSlow} is run, on any thread. */
    void reading(HttpConnection connection, Runnable tooSlow) {
        expect(connection, patience, tooSlow);
    }

    /** The request is whole: it is on us now. */
    void read(HttpConnection connection) {
        waits.computeIfPresent(connection, (same, wait) -> wait.last ? wait : null);
    }

    /** The request is answered; another one may come. */
    void answered(HttpConnection connection) {
        Duration next = patience.compareTo(BETWEEN_REQUESTS) > 0 ? patience : BETWEEN_REQUESTS;
        expect(connection, next, connection::close);
    }

    /** The request is answered and no other is wanted; what its sender still sends is thrown away for a moment. */
    void answeredForGood(HttpConnection connection) {
        waits.put(connection, Wait.of(TO_READ_THE_ANSWER, connection::close, true));
    }

    /** Whether no request of that connection is wanted any more. */
    boolean isLeaving(HttpConnection connection) {
        Wait wait = waits.get(connection);
        return wait != null && wait.last;
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }

    private void expect(HttpConnection connection, Duration within, Runnable otherwise) {
        waits.compute(connection, (same, wait) -> wait != null && wait.last ? wait : Wait.of(within, otherwise, false));
    }

    private void look(long now) {
        waits.forEach((connection, wait) -> {
            if (now - wait.until > 0 && waits.remove(connection, wait)) {
                wait.otherwise.run();
            }
        });
    }

    /** @param last whether the connection ends with it, whatever comes */
    private record Wait(long until, Runnable otherwise, boolean last) {
        static Wait of(Duration within, Runnable otherwise, boolean last) {
            return new Wait(System.nanoTime() + within.toNanos(), otherwise, last);
        }
    }
}
