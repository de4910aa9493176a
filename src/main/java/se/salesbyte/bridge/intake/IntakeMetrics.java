package se.salesbyte.bridge.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts events by source and result, and times their acknowledgement. Thread-safe. */
final class IntakeMetrics {
    private static final String NO_SOURCE = "none";

    private final MeterRegistry registry;

    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** An event was stored, or recognised as a duplicate. */
    void acknowledged(String source, boolean duplicate, long sinceNanos) {
        Timer.builder("bridge.intake")
                .description("Events by source and result, from the request's head to the commit")
                .tag("source", source)
                .tag("result", duplicate ? "duplicate" : "accepted")
                .register(registry)
                .record(Duration.ofNanos(System.nanoTime() - sinceNanos));
    }

    /** A handshake was answered. */
    void shookHands(String source) {
        registry.counter("bridge.intake.handshakes", "source", source).increment();
    }

    /** A request to a known source was refused. */
    void refused(String source, int status) {
        registry.counter("bridge.intake.refused", "source", source, "status", String.valueOf(status))
                .increment();
    }

    /** A request was refused before it was known which source it is for. */
    void refused(int status) {
        refused(NO_SOURCE, status);
    }
}
