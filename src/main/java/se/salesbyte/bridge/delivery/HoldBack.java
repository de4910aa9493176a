package se.salesbyte.bridge.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.DueLead;

/** Which due leads are kept back, as a message to their customers could come late or at night. Thread-safe. */
public final class HoldBack {
    private static final Logger LOG = LoggerFactory.getLogger(HoldBack.class);
    private static final String TOO_OLD = "too-old";
    private static final String QUIET = "quiet-hours";

    private final @Nullable Duration maxAge;
    private final @Nullable QuietHours quietHours;
    private final MeterRegistry metrics;

    /**
     * @param maxAge how old a lead may be when it is due, unless a person wants it sent; null for any age
     * @param quietHours when nothing is sent; null for never
     * @param metrics counts what is kept back, by why
     */
    public HoldBack(@Nullable Duration maxAge, @Nullable QuietHours quietHours, MeterRegistry metrics) {
        this.maxAge = maxAge;
        this.quietHours = quietHours;
        this.metrics = metrics;
    }

    /** Why and until when that lead, which is due now, is kept back; empty if it goes on. */
    public Optional<Hold> of(DueLead lead, Instant now) {
        Optional<Hold> hold = isTooOld(lead, now) ? Optional.of(new Hold(TOO_OLD, null)) : quiet(now);
        hold.ifPresent(kept -> tell(lead, kept));
        return hold;
    }

    private boolean isTooOld(DueLead lead, Instant now) {
        return maxAge != null
                && !lead.run().insisted()
                && lead.receivedAt().plus(maxAge).isBefore(now);
    }

    private Optional<Hold> quiet(Instant now) {
        return Optional.ofNullable(quietHours)
                .flatMap(hours -> hours.endIfQuiet(now))
                .map(end -> new Hold(QUIET, end));
    }

    private void tell(DueLead lead, Hold hold) {
        Counter.builder("bridge.held")
                .description("How often a lead was kept back, by why")
                .tag("source", lead.source())
                .tag("waiting", hold.waiting())
                .register(metrics)
                .increment();
        if (hold.until() == null) {
            LOG.warn(
                    "A lead is older than bridge.freshness.max-age and waits for a person. lead={} source={} received={}",
                    lead.id(),
                    lead.source(),
                    lead.receivedAt());
        }
    }
}
