package se.salesbyte.bridge.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * Sends webhooks and receives callbacks. All on one event loop, where {@link #run} says what is done there; what is counted
 * is counted since {@link #reset}.
 */
final class Provider implements AutoCloseable {
    private static final long LONGEST_MICROS = 3_600_000_000L;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final NetClient client = vertx.createNetClient();
    private final Event event = new Event();
    private final String host;
    private final List<SocketAddress> addresses;
    private final Deque<WebhookConnection> idle = new ArrayDeque<>();
    private final Queue<Mark> waiting = new ArrayDeque<>();
    private final Tally acknowledged = new Tally();
    private final Tally calledBack = new Tally();
    private final Histogram acknowledgement = new Histogram(LONGEST_MICROS, 3);
    private int next;
    private int refused;
    private IntConsumer onAnswer = status -> {};
    private Runnable onCallback = () -> {};

    /**
     * What was counted.
     *
     * @param acknowledged all since the start, as the next
     */
    record Counted(int acknowledged, int calledBack, int refused, Latency acknowledgement) {}

    /** @param ports of the subject's public listeners, on loopback */
    Provider(List<Integer> ports) {
        this.host = "127.0.0.1:" + ports.get(0);
        this.addresses = ports.stream()
                .map(port -> SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .toList();
    }

    /** Opens that many connections, to the listeners in turns, and a port for callbacks. */
    void open(int connections, int callbacks) {
        for (int i = 0; i < connections; i++) {
            idle.add(new WebhookConnection(client.connect(addresses.get(i % addresses.size()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()));
        }
        vertx.createHttpServer()
                .requestHandler(this::callback)
                .listen(callbacks, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Does that on the event loop, and waits for it. */
    void run(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        later(() -> {
            task.run();
            done.complete(null);
        });
        done.join();
    }

    /** Does that on the event loop, soon. */
    void later(Runnable task) {
        loop.runOnContext(nothing -> task.run());
    }

    /** What follows an answer and a callback. */
    void follow(IntConsumer answer, Runnable callback) {
        this.onAnswer = answer;
        this.onCallback = callback;
    }

    /** Counts anew. */
    Counted reset() {
        Counted counted = counted();
        refused = 0;
        acknowledgement.reset();
        return counted;
    }

    Counted counted() {
        return new Counted(acknowledged.distinct(), calledBack.distinct(), refused, Latency.of(acknowledgement));
    }

    /** How many callbacks came a second time. */
    int calledBackAgain() {
        return calledBack.again();
    }

    /** Posts the next event, due at that time, as soon as a connection is free. */
    void post(long dueMicros) {
        waiting.add(new Mark(next++, dueMicros));
        postWaiting();
    }

    private void postWaiting() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            WebhookConnection connection = idle.pop();
            if (!connection.isOpen()) {
                continue; // it was idle for long
            }
            Mark mark = waiting.remove();
            connection.post(event.request(mark, host), status -> answered(connection, mark, status));
        }
    }

    private void answered(WebhookConnection connection, Mark mark, int status) {
        if (status != 0) {
            idle.push(connection);
        }
        if (status / 100 == 2) {
            acknowledged.add(mark.number());
            acknowledgement.recordValue(Math.max(0, Mark.nowMicros() - mark.dueMicros()));
        } else {
            refused++;
        }
        onAnswer.accept(status);
        postWaiting();
    }

    private void callback(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            request.response().setStatusCode(204).end();
            Mark.in(body.getBytes()).ifPresent(mark -> {
                if (calledBack.add(mark.number())) {
                    onCallback.run();
                }
            });
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
