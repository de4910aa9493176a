package se.salesbyte.bridge.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A provider's API that answers as it is told, once for each word, and with its record otherwise. */
public final class ScriptedProvider implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();
    private final Queue<Consumer<HttpServerRequest>> script = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final String record;

    /** One request as it came; header names in lower case. */
    public record Asked(String method, String target, Map<String, String> headers) {}

    private ScriptedProvider(String record) {
        this.record = record;
    }

    /** Starts it on a free port of loopback. */
    public static ScriptedProvider with(String record) {
        ScriptedProvider provider = new ScriptedProvider(record);
        provider.server.requestHandler(provider::handle);
        provider.server
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return provider;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** The next request is answered so; headers as name, value, name, value. */
    public ScriptedProvider answers(int status, String body, String... headers) {
        script.add(request -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            request.response().setStatusCode(status).end(body);
        });
        return this;
    }

    /** The next request gets no answer. */
    public ScriptedProvider cuts() {
        script.add(request -> request.connection().close());
        return this;
    }

    /** The next request gets the record as soon as that future completes. */
    public ScriptedProvider answersOnce(CompletableFuture<?> told) {
        script.add(request -> told.thenRun(() -> vertx.runOnContext(later ->
                request.response().putHeader("Content-Type", "application/json").end(record))));
        return this;
    }

    /** All requests, in order. */
    public List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        asked.add(new Asked(request.method().name(), request.uri(), headers));
        Consumer<HttpServerRequest> next = script.poll();
        if (next != null) {
            next.accept(request);
        } else {
            request.response().putHeader("Content-Type", "application/json").end(record);
        }
    }
}
