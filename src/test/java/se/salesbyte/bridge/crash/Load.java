package se.salesbyte.bridge.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A provider: posts new events at a steady rate, whatever the bridge says or whether it is there, and posts again what
 * was not acknowledged.
 */
final class Load implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration UNTIL_RESENT = Duration.ofMillis(700);
    private static final int MOST_RESENT_A_TICK = 10;

    private final String webhooks;
    private final long run;
    private final int rate;
    private final Acknowledged acknowledged;
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final Queue<Integer> again = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger outstanding = new AtomicInteger();
    private Mark mark = new Mark(0, 0); // under the lock of this
    private volatile boolean fresh = true;
    private int next; // the pacer alone
    private long sentFor; // the pacer alone

    /** A moment, and the acknowledgement that came first after it; both {@link System#nanoTime()}, 0 if there is none. */
    private record Mark(long at, long acknowledgedAt) {
        Mark acknowledged(long postedAt, long now) {
            return acknowledgedAt == 0 && postedAt - at >= 0 ? new Mark(at, now) : this;
        }
    }

    /** @param webhooks the address of the public listener */
    Load(String webhooks, CrashSettings settings, Acknowledged acknowledged) {
        this.webhooks = webhooks;
        this.run = settings.seed();
        this.rate = settings.rate();
        this.acknowledged = acknowledged;
        this.next = acknowledged.next();
        again.addAll(acknowledged.missing());
        outstanding.set(again.size());
    }

    void start() {
        sentFor = System.nanoTime();
        pacer.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
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

    /** How often an event was answered otherwise than with a 2xx, by status. */
    Map<Integer, Integer> refusals() {
        Map<Integer, Integer> counts = new TreeMap<>();
        refusals.forEach((status, count) -> counts.put(status, count.get()));
        return counts;
    }

    int refusals(int status) {
        return refusals().getOrDefault(status, 0);
    }

    @Override
    public void close() {
        pacer.shutdownNow();
        threads.shutdownNow();
    }

    private void tick() {
        for (int i = 0; i < MOST_RESENT_A_TICK; i++) {
            Integer number = again.poll();
            if (number != null) {
                post(number);
            }
        }
        long interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long now = System.nanoTime();
        for (; sentFor + interval <= now; sentFor += interval) {
            if (fresh) {
                outstanding.incrementAndGet();
                post(next++);
            }
        }
    }

    private void post(int number) {
        long postedAt = System.nanoTime();
        client.sendAsync(new SignedEvent(run, number).request(webhooks), HttpResponse.BodyHandlers.ofString())
                .whenComplete((answer, fault) -> answered(number, postedAt, answer));
    }

    private void answered(int number, long postedAt, @Nullable HttpResponse<String> answer) {
        if (answer != null && answer.statusCode() / 100 == 2) {
            acknowledged.add(number, leadId(answer.body()));
            tellMark(postedAt);
            outstanding.decrementAndGet();
            return;
        }
        if (answer != null) {
            refusals.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger())
                    .incrementAndGet();
        }
        if (!pacer.isShutdown()) {
            pacer.schedule(() -> again.add(number), UNTIL_RESENT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void tellMark(long postedAt) {
        mark = mark.acknowledged(postedAt, System.nanoTime());
    }

    private static String leadId(String body) {
        try {
            return JSON.readTree(body).path("id").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
