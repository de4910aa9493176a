package se.salesbyte.bridge.console;

import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** One reader of server-sent events. A slow one misses what it has no room for; one that takes nothing is let go. */
final class EventStream {
    private static final Duration SILENCE = Duration.ofSeconds(15); // proxies end what is silent for longer
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpServerResponse response;
    private long sent;
    private long wroteNanos = System.nanoTime();

    EventStream(HttpServerResponse response) {
        this.response = response;
    }

    void open() {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no"); // of nginx, which would keep it back
        write("retry: 3000\n\n");
    }

    /** Writes it unless it has had it, or has no room now. */
    void offer(Overview.Made overview) {
        if (overview.number() != sent && isReady()) {
            sent = overview.number();
            write("event: overview\nid: " + sent + "\ndata: " + overview.json() + "\n\n");
        }
    }

    /** To be called now and then. */
    void keepOpen() {
        long silent = System.nanoTime() - wroteNanos;
        if (silent >= SILENCE.toNanos() && isReady()) {
            write(":\n\n");
        } else if (silent >= PATIENCE.toNanos()) {
            response.reset();
        }
    }

    void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    private boolean isReady() {
        return !response.ended() && !response.closed() && !response.writeQueueFull();
    }

    private void write(String text) {
        wroteNanos = System.nanoTime();
        response.write(text);
    }
}
