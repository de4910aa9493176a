package se.salesbyte.bridge.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** SalesByte with a Quotes API: calls that leave the caller in doubt, and a list that shows what the test says. */
public final class ListingSalesByte implements AutoCloseable {
    private static final String LEADS = "/integrations/create_brandawareness";
    private static final String QUOTES = "/api/quotes";

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();
    private final SettableClock clock;
    private final Queue<BiConsumer<HttpServerRequest, JsonObject>> leads = new ConcurrentLinkedQueue<>();
    private final Queue<BiConsumer<HttpServerRequest, Integer>> asks = new ConcurrentLinkedQueue<>();
    private final List<JsonObject> quotes = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger(700);
    private volatile int perPage = 10;
    private volatile @Nullable Duration skew;
    private volatile boolean bare;

    private ListingSalesByte(SettableClock clock) {
        this.clock = clock;
    }

    /** Starts it on a free port of loopback; its quotes are dated by that clock. */
    public static ListingSalesByte start(SettableClock clock) {
        ListingSalesByte salesByte = new ListingSalesByte(clock);
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

    /** The next lead is not created, and its call not answered. */
    public ListingSalesByte drops() {
        leads.add((request, lead) -> request.connection().close());
        return this;
    }

    /** The next lead is created, and its call not answered. */
    public ListingSalesByte createsAndDrops() {
        leads.add((request, lead) -> {
            create(lead);
            request.connection().close();
        });
        return this;
    }

    /** The next lead is created or not, and answered so. */
    public ListingSalesByte answers(int status, String body, boolean creates) {
        leads.add((request, lead) -> {
            if (creates) {
                create(lead);
            }
            request.response().setStatusCode(status).end(body);
        });
        return this;
    }

    /** The next request to the Quotes API is answered so; headers as name, value, name, value. */
    public ListingSalesByte quotesApiAnswers(int status, String body, String... headers) {
        asks.add((request, number) -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            request.response().setStatusCode(status).end(body);
        });
        return this;
    }

    /** The next request to the Quotes API is answered as usual, after that is done. */
    public ListingSalesByte beforeTheNextListing(Runnable action) {
        asks.add((request, number) -> vertx.executeBlocking(() -> {
                    action.run();
                    return null;
                })
                .onComplete(done -> show(request)));
        return this;
    }

    /** Answers of the Quotes API are dated, by a clock so far ahead of the bridge's; so are quotes. */
    public ListingSalesByte hasItsOwnClock(Duration ahead) {
        skew = ahead;
        return this;
    }

    /** How many quotes a page has. */
    public ListingSalesByte pagesOf(int count) {
        perPage = count;
        return this;
    }

    /** Lists without an envelope, and ids as texts. */
    public ListingSalesByte listsBare() {
        bare = true;
        return this;
    }

    /** A quote that came about in another way. */
    public int has(String name, @Nullable String email, @Nullable String phone, Duration ago) {
        return add(new JsonObject()
                .put("customer_name", name)
                .put("customer_email", email)
                .put("customer_phone", phone)
                .put("created_at", now().minus(ago).toString()));
    }

    /** Hides all quotes there are. */
    public void forgetsAll() {
        quotes.clear();
    }

    /** The quotes there are. */
    public List<JsonObject> quotes() {
        return quotes;
    }

    /** What was asked of the Quotes API: path and query. */
    public List<String> asked() {
        return asked;
    }

    /** The leads that were posted. */
    public List<JsonObject> requests() {
        return requests;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        if (HttpMethod.GET.equals(request.method())) {
            asked.add(request.uri() + " " + request.getHeader("Authorization"));
            BiConsumer<HttpServerRequest, Integer> next = asks.poll();
            if (next == null) {
                show(request);
            } else {
                next.accept(request, asked.size());
            }
            return;
        }
        request.body().onSuccess(body -> {
            JsonObject lead = body.toJsonObject();
            requests.add(lead);
            BiConsumer<HttpServerRequest, JsonObject> next = request.path().equals(LEADS) ? leads.poll() : null;
            if (next == null) {
                request.response().end(new JsonObject().put("id", create(lead)).toBuffer());
            } else {
                next.accept(request, lead);
            }
        });
    }

    private int create(JsonObject lead) {
        JsonObject quote = new JsonObject()
                .put("customer_name", lead.getString("customer_name"))
                .put("customer_email", lead.getString("customer_email"))
                .put("customer_phone", lead.getString("customer_phone"))
                .put("created_at", now().toString());
        JsonObject fields = new JsonObject();
        for (int slot = 1; slot <= 10; slot++) {
            String value = lead.getString("custom_field_" + slot + "_content");
            if (value != null) {
                fields.put("Label " + slot, value);
            }
        }
        return add(quote.put("custom_fields", fields));
    }

    private synchronized int add(JsonObject quote) {
        int id = ids.incrementAndGet();
        JsonObject links = new JsonObject().put("edit", "https://app.salesbyte.example/offerter/" + id);
        quote.put("id", id).put("key", "key" + id).put("links", links);
        quotes.add(0, quote);
        return id;
    }

    private void show(HttpServerRequest request) {
        if (skew != null) {
            request.response()
                    .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now().atOffset(ZoneOffset.UTC)));
        }
        if (request.path().equals(QUOTES)) {
            list(request);
            return;
        }
        String key = request.path().substring(QUOTES.length() + 1);
        quotes.stream()
                .filter(quote -> quote.getString("key").equals(key))
                .findFirst()
                .ifPresentOrElse(
                        quote ->
                                request.response().end((bare ? new JsonObject().put("data", quote) : quote).toBuffer()),
                        () -> request.response().setStatusCode(404).end("{}"));
    }

    private void list(HttpServerRequest request) {
        int page = Integer.parseInt(request.getParam("page"));
        List<JsonObject> all = new ArrayList<>(quotes);
        all.sort((a, b) -> b.getString("created_at").compareTo(a.getString("created_at")));
        int from = Math.min(all.size(), (page - 1) * perPage);
        JsonArray data = new JsonArray();
        for (JsonObject quote : all.subList(from, Math.min(all.size(), from + perPage))) {
            JsonObject item = quote.copy();
            item.remove("custom_fields");
            item.remove("links");
            data.add(bare ? item.put("id", "" + item.getInteger("id")) : item);
        }
        request.response()
                .end(
                        (bare
                                ? data.toBuffer()
                                : new JsonObject().put("data", data).toBuffer()));
    }

    private Instant now() {
        Duration ahead = skew;
        return ahead == null ? clock.instant() : clock.instant().plus(ahead);
    }
}
