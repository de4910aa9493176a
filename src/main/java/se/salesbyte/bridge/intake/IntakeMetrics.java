package se.salesbyte.bridge.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Counts events by source and result, and times their acknowledgement. Thread-safe. */
final class IntakeMetrics {
    private static final String NO_SOURCE = "none";

    /** About an fsync; what senders notice; what the strictest of them waits for. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;

    /** By source: to look one up in the registry costs more than to record it. */
    private final ConcurrentMap<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();

    private record Acknowledged(Timer accepted, Timer duplicate) {}

    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** An event was stored, or recognised as a duplicate. */
    void acknowledged(String source, boolean duplicate, long sinceNanos) {
        Acknowledged timers = acknowledged.computeIfAbsent(
                source, name -> new Acknowledged(timer(name, "accepted"), timer(name, "duplicate")));
        (duplicate ? timers.duplicate : timers.accepted).record(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
    }

    /** A handshake was answered. */
    void shookHands(String source) {
        Counter.builder("bridge.intake.handshakes")
                .description("Handshakes of providers that were answered")
                .tag("source", source)
                .register(registry)
                .increment();
    }

    /** A request to a known source was refused. */
    void refused(String source, Problem problem) {
        Counter.builder("bridge.intake.refused")
                .description("Requests that were refused, by source, why, and the HTTP status that the sender saw")
                .tag("source", source)
                .tag("reason", problem.reason())
                .tag("status", String.valueOf(problem.status()))
                .register(registry)
                .increment();
    }

    /** A request was refused before it was known which source it is for. */
    void refused(Problem problem) {
        refused(NO_SOURCE, problem);
    }

    private Timer timer(String source, String result) {
        return Timer.builder("bridge.intake")
                .description("Events by source and result, from the request's head to the commit")
                .serviceLevelObjectives(BUCKETS)
                .tag("source", source)
                .tag("result", result)
                .register(registry);
    }
}
