package se.salesbyte.bridge.crash;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider: posts new events at a steady rate, whatever the bridge says or whether it is there, and posts again what
 * was not acknowledged. All on one thread of Vert.x, so that being refused costs the bridge's processors little.
 */
final class Load implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration UNTIL_RESENT = Duration.ofSeconds(1);
    private static final Duration PROVIDERS_PATIENCE = Duration.ofSeconds(8);
    private static final int MOST_RESENT_A_TICK = 4;
    private static final int CONNECTIONS = 100;
    private static final int MOST_IN_FLIGHT = 2_000;

    private final List<String> addresses;
    private final long run;
    private final int rate;
    private final Acknowledged acknowledged;
    private final Refusals refusals;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client = vertx.httpClientBuilder()
            .with(new HttpClientOptions().setConnectTimeout((int) PROVIDERS_PATIENCE.toMillis()))
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS))
            .withConnectHandler(connection -> connection.exceptionHandler(killed -> {}))
            .build();
    private final Queue<Integer> again = new ArrayDeque<>(); // the event loop alone
    private final AtomicInteger outstanding = new AtomicInteger();
    private volatile boolean fresh = true;
    private volatile long timer = -1;
    private int next; // the event loop alone
    private int turn; // the event loop alone
    private int inFlight; // the event loop alone
    private long sentFor; // the event loop alone
    private Mark mark = new Mark(0, 0); // under the lock of this

    /** A moment, and the acknowledgement that came first after it; both {@link System#nanoTime()}, 0 if there is none. */
    private record Mark(long at, long acknowledgedAt) {
        Mark acknowledged(long postedAt, long now) {
            return acknowledgedAt == 0 && postedAt - at >= 0 ? new Mark(at, now) : this;
        }
    }

    /** @param webhooks the addresses of the public listeners, posted to in turns as by a load balancer that knows no better */
    Load(List<String> webhooks, long run, int rate, Acknowledged acknowledged, Refusals refusals) {
        this.addresses = webhooks.stream()
                .map(address -> address + "/webhooks/" + SignedEvent.SOURCE)
                .toList();
        this.run = run;
        this.rate = rate;
        this.acknowledged = acknowledged;
        this.refusals = refusals;
        this.next = acknowledged.next();
        again.addAll(acknowledged.missing());
        outstanding.set(again.size());
    }

    void start() {
        sentFor = System.nanoTime();
        timer = vertx.setPeriodic(TICK.toMillis(), id -> tick());
    }

    /** No new events from now on; what is not acknowledged is still posted. */
    void onlyAgain() {
        fresh = false;
    }

    /** Events that were posted and are not acknowledged yet. */
    int outstanding() {
        return outstanding.get();
    }

    /** From now on {@link #untilAcknowledged} counts. */
    synchronized void mark() {
        mark = new Mark(System.nanoTime(), 0);
    }

    /** How long after the mark an event was acknowledged that was posted after it; empty if none was. */
    synchronized Optional<Duration> untilAcknowledged() {
        return mark.acknowledgedAt() == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(mark.acknowledgedAt() - mark.at()));
    }

    /** How many events were acknowledged in the whole run. */
    int acknowledged() {
        return acknowledged.count();
    }

    int refusals(String answer) {
        return refusals.counts().getOrDefault(answer, 0);
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void tick() {
        for (int i = 0; i < MOST_RESENT_A_TICK && inFlight < MOST_IN_FLIGHT && !again.isEmpty(); i++) {
            post(again.remove());
        }
        long interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long now = System.nanoTime();
        for (; sentFor + interval <= now; sentFor += interval) {
            if (fresh && inFlight < MOST_IN_FLIGHT) {
                outstanding.incrementAndGet();
                post(next++);
            }
        }
    }

    private void post(int number) {
        long postedAt = System.nanoTime();
        SignedEvent event = new SignedEvent(run, number);
        byte[] body = event.body();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(addresses.get(turn++ % addresses.size()))
                .setTimeout(PROVIDERS_PATIENCE.toMillis());
        event.headers(body).forEach(options::putHeader);
        inFlight++;
        client.request(options)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(answer -> answer.body().map(text -> answered(number, postedAt, answer.statusCode(), text)))
                .otherwise(false)
                .onSuccess(done -> {
                    inFlight--;
                    if (!done) {
                        vertx.setTimer(UNTIL_RESENT.toMillis(), id -> again.add(number));
                    }
                });
    }

    /** False if it must be posted again. */
    private boolean answered(int number, long postedAt, int status, Buffer body) {
        if (status / 100 != 2) {
            refusals.add(status);
            return false;
        }
        Optional<String> lead = lead(body);
        if (lead.isEmpty()) {
            refusals.addWithoutLead(status);
            return false;
        }
        acknowledged.add(number, lead.get());
        tellMark(postedAt);
        outstanding.decrementAndGet();
        return true;
    }

    private static Optional<String> lead(Buffer body) {
        try {
            return Optional.ofNullable(new JsonObject(body).getString("id")).filter(id -> !id.isBlank());
        } catch (DecodeException | ClassCastException notOfOurs) {
            return Optional.empty();
        }
    }

    private synchronized void tellMark(long postedAt) {
        mark = mark.acknowledged(postedAt, System.nanoTime());
    }
}
