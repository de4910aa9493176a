package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.delivery.DeliveryMetrics.MessageResult;
import se.salesbyte.bridge.store.DueMessage;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.MessageOutcome;

/** One try to get an outbox message to its receiver. */
public final class MessageTry {
    private static final Logger LOG = LoggerFactory.getLogger(MessageTry.class);

    private final DueMessage message;
    private final LeadStore store;
    private final RetrySchedule schedule;
    private final DeliveryMetrics metrics;
    private final Clock clock;
    private final Instant startedAt;

    public MessageTry(
            DueMessage message, LeadStore store, RetrySchedule schedule, DeliveryMetrics metrics, Clock clock) {
        this.message = message;
        this.store = store;
        this.schedule = schedule;
        this.metrics = metrics;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * The route has ended: the message is sent, due again, or parked after the last try.
     *
     * @param fault why it was not received, without secrets; null if it was
     * @param retryAfter how long the receiver asked us to wait; null if it did not
     * @return completes when the message is out of this try's hands
     */
    public CompletableFuture<Boolean> finish(@Nullable String fault, @Nullable Duration retryAfter) {
        Instant now = clock.instant();
        int number = message.attempts() + 1;
        Instant nextAt = fault == null
                ? null
                : schedule.waitAfter(number, retryAfter).map(now::plus).orElse(null);
        metrics.tried(
                message,
                fault == null ? MessageResult.SENT : nextAt == null ? MessageResult.PARKED : MessageResult.RETRYING,
                startedAt,
                now,
                fault);
        if (fault != null) {
            LOG.warn(
                    "An outbox message was not received. lead={} outbox={} try={} next={} fault={}",
                    message.leadId(),
                    message.outbox(),
                    number,
                    nextAt == null ? "parked" : nextAt,
                    fault);
        }
        return store.outboxes()
                .settle(new MessageOutcome(message.id(), message.outbox(), fault == null, now, nextAt, fault));
    }
}
