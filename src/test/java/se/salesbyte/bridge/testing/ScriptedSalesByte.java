package se.salesbyte.bridge.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A SalesByte that answers as it is told, once for each word, and creates quotes otherwise. Counts what it created by
 * customer e-mail. Also stands in for receivers of callbacks: it keeps every request.
 */
public final class ScriptedSalesByte implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();
    private final Queue<Consumer<HttpServerRequest>> script = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> created = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger(5000);
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile long delayMillis;
    private volatile int trouble;

    /** One request as it came. */
    public record Received(String path, Map<String, String> headers, byte[] body, Instant at) {
        public JsonObject json() {
            return new JsonObject(Buffer.buffer(body));
        }
    }

    private ScriptedSalesByte() {}

    /** Starts it on a free port of loopback. */
    public static ScriptedSalesByte start() {
        ScriptedSalesByte salesByte = new ScriptedSalesByte();
        salesByte.server.requestHandler(salesByte::handle);
        salesByte
                .server
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return salesByte;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** The next request is answered so; headers as name, value, name, value. */
    public ScriptedSalesByte answers(int status, String body, String... headers) {
        script.add(request -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            request.response().setStatusCode(status).end(body);
        });
        return this;
    }

    /** The next request is read, and then the connection is cut without an answer. */
    public ScriptedSalesByte cuts() {
        script.add(request -> request.connection().close());
        return this;
    }

    /** Every request is answered so until it {@link #recovers}, GET of the base address too. */
    public ScriptedSalesByte fails(int status) {
        trouble = status;
        return this;
    }

    /** Answers as before. */
    public ScriptedSalesByte recovers() {
        trouble = 0;
        return this;
    }

    /** How often GET of the base address was asked for; those are not among the requests. */
    public int probes() {
        return probes.get();
    }

    /** Lets every answer that creates wait. */
    public ScriptedSalesByte takes(long millis) {
        delayMillis = millis;
        return this;
    }

    /** How many requests there were at a time at most, of those that were answered. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** How many quotes were created for that address. */
    public int created(String email) {
        AtomicInteger count = created.get(email);
        return count == null ? 0 : count.get();
    }

    /** How many quotes were created, by address. */
    public Map<String, AtomicInteger> created() {
        return created;
    }

    /** All requests, in order. */
    public List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET) && request.path().equals("/")) {
            probes.incrementAndGet();
            request.response().setStatusCode(trouble == 0 ? 200 : trouble).end("<html>");
            return;
        }
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        request.response().endHandler(ended -> atOnce.decrementAndGet());
        request.body().onSuccess(body -> {
            Map<String, String> headers = new ConcurrentHashMap<>();
            request.headers()
                    .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
            received.add(new Received(request.path(), headers, body.getBytes(), Instant.now()));
            Consumer<HttpServerRequest> next = trouble == 0 ? script.poll() : null;
            if (trouble != 0) {
                request.response().setStatusCode(trouble).end();
            } else if (next != null) {
                next.accept(request);
            } else {
                create(request, body.toJsonObject());
            }
        });
    }

    private void create(HttpServerRequest request, JsonObject lead) {
        String email = Objects.requireNonNullElse(lead.getString("customer_email"), "none");
        created.computeIfAbsent(email, key -> new AtomicInteger()).incrementAndGet();
        JsonObject answer = new JsonObject()
                .put("id", ids.incrementAndGet())
                .put("links", new JsonObject().put("edit", "https://app.salesbyte.example/offerter/1/redigera"));
        if (delayMillis > 0) {
            vertx.setTimer(delayMillis, timer -> request.response().end(answer.toBuffer()));
        } else {
            request.response().end(answer.toBuffer());
        }
    }
}
