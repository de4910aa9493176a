package se.salesbyte.bridge.console;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/events}: the overview, at once and then whenever something has changed. Costs nothing without a reader. */
final class Events implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int MOST = 32;
    private static final long TICK_MILLIS = 1_000;
    private static final JsonProblem TOO_MANY = new JsonProblem(
            503,
            "Not now",
            "as many as " + MOST + " read this already: close a page of the console, or ask /api/overview");

    private final Overview overview;
    private final Set<EventStream> streams = new LinkedHashSet<>(); // with timer and making, under this one's lock
    private @Nullable Runnable endTimer;
    private boolean making;
    private boolean closed;

    Events(Overview overview) {
        this.overview = overview;
    }

    /** On the event loop. */
    void open(RoutingContext context) {
        Vertx vertx = context.vertx();
        EventStream stream = new EventStream(context.response());
        synchronized (this) {
            if (closed || streams.size() >= MOST) {
                TOO_MANY.answer(context.response());
                return;
            }
            streams.add(stream);
            if (endTimer == null) {
                long timer = vertx.setPeriodic(TICK_MILLIS, ignored -> tick(vertx));
                endTimer = () -> vertx.cancelTimer(timer);
            }
        }
        context.addEndHandler(ended -> leave(stream));
        stream.open();
        tick(vertx);
    }

    @Override
    public void close() {
        List<EventStream> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(streams);
        }
        open.forEach(EventStream::end);
        open.forEach(this::leave);
    }

    private synchronized void leave(EventStream stream) {
        streams.remove(stream);
        if (streams.isEmpty() && endTimer != null) {
            endTimer.run();
            endTimer = null;
        }
    }

    private void tick(Vertx vertx) {
        synchronized (this) {
            if (making || closed) {
                return; // it takes long: whoever waits gets that one
            }
            making = true;
        }
        vertx.executeBlocking(overview::changed, false).onComplete(result -> {
            List<EventStream> open;
            synchronized (this) {
                making = false;
                open = List.copyOf(streams);
            }
            if (result.succeeded()) {
                open.forEach(stream -> stream.offer(result.result()));
            } else {
                LOG.debug("No overview now", result.cause());
            }
            open.forEach(EventStream::keepOpen);
        });
    }
}
