package se.salesbyte.bridge.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.DueMessage;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.trace.Traces;

/** Counts, times and traces what becomes of leads and messages. Thread-safe. */
public final class DeliveryMetrics {
    private static final String NONE = "none";

    /** Up to {@code salesbyte.timeout} and beyond. */
    private static final Duration[] CALL = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    /** From what a first attempt takes to what the retry schedule lasts. */
    private static final Duration[] LIFE = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(4),
        Duration.ofDays(1)
    };

    private final MeterRegistry registry;
    private final Traces traces;
    private final Timer life;

    /** How a try of a message ended. */
    enum MessageResult {
        SENT,
        RETRYING,
        PARKED
    }

    DeliveryMetrics(MeterRegistry registry, Traces traces) {
        this.traces = traces;
        this.registry = registry;
        this.life = Timer.builder("bridge.lead")
                .description("Delivered leads, from the receipt of the event to the answer that told SalesByte's id")
                .serviceLevelObjectives(LIFE)
                .register(registry);
    }

    /** An attempt ended so. */
    void attempted(LeadFacts lead, Outcome outcome, Duration took, Instant endedAt) {
        Timer.builder("bridge.attempts")
                .description("Attempts by source, outcome and SalesByte's status, from the claim to the outcome")
                .tag("source", lead.source())
                .tag("outcome", outcome.state().word())
                .tag("status", word(outcome.status()))
                .register(registry)
                .record(took);
        if (outcome.state() == LeadState.DELIVERED) {
            Duration lived = Duration.between(lead.receivedAt(), endedAt);
            life.record(lived.isNegative() ? Duration.ZERO : lived); // a clock may be set back
        }
    }

    /** A call to SalesByte was answered with that status, or ended without one, so long after its head had left. */
    void called(@Nullable Integer status, Duration took) {
        Timer.builder("bridge.call")
                .description("Calls to SalesByte by status, from the request's head to the answer's head")
                .serviceLevelObjectives(CALL)
                .tag("status", word(status))
                .register(registry)
                .record(took);
    }

    /** Where attempts are traced. */
    Traces traces() {
        return traces;
    }

    /** A message was tried. */
    void tried(DueMessage message, MessageResult result, Instant startedAt, Instant endedAt, @Nullable String fault) {
        String lead = message.leadId();
        if (lead != null) {
            traces.tried(lead, message.outbox(), message.attempts() + 1, startedAt, endedAt, fault);
        }
        Counter.builder("bridge.messages")
                .description("Tries of messages, by outbox and how they ended")
                .tag("outbox", message.outbox())
                .tag("result", result.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    private static String word(@Nullable Integer status) {
        return status == null ? NONE : status.toString();
    }
}
