package se.salesbyte.bridge.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewLead;
import se.salesbyte.bridge.store.Receipt;
import se.salesbyte.bridge.verification.Verdict;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * What becomes of a request that is here whole: verified over its raw bytes, parsed just enough to know its events,
 * stored, and answered from the commit. Thread-safe.
 */
final class TakeEvents {
    private static final Logger LOG = LoggerFactory.getLogger(TakeEvents.class);

    private final LeadStore store;
    private final IntakeRules rules;
    private final Clock clock;
    private final IntakeMetrics metrics;
    private final RateLimits limits;
    private final RejectionWatch watch = new RejectionWatch();
    private final ReadEvents events;

    TakeEvents(LeadStore store, IntakeRules rules, Clock clock, IntakeMetrics metrics) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        this.metrics = metrics;
        this.events = new ReadEvents(rules.dedupeWindow());
        this.limits = new RateLimits(rules.rateLimit());
    }

    /** Answers the call, or says why not; on whatever thread it is at that time. */
    void from(Call call, Source source, byte[] body, Consumer<Problem> refuse) {
        try {
            take(call, source, call.webhook(rules.publicUrl(), body), refuse);
        } catch (RuntimeException | Error e) {
            LOG.error("The intake failed on a request. source={}", source.name(), e);
            refuse.accept(Problem.unavailable("the event was not stored"));
        }
    }

    private void take(Call call, Source source, WebhookRequest request, Consumer<Problem> refuse) {
        String contentType =
                source.readAs(call.request().getHeader("Content-Type")).orElse(null);
        if (contentType == null) {
            refuse.accept(Problem.UNSUPPORTED_TYPE);
            return;
        }
        Instant now = clock.instant();
        Verdict verdict = source.verify(request, now);
        if (!verdict.verified()) {
            notice(source.name(), String.valueOf(verdict.reason()), now);
            refuse.accept(Problem.UNAUTHORIZED);
            return;
        }
        watch.verified(source.name());
        if (!limits.allows(source.name())) {
            refuse.accept(Problem.TOO_MANY);
            return;
        }
        try {
            store(call, source, events.in(request, source, contentType, now), refuse);
        } catch (UnparseablePayloadException e) {
            LOG.warn("A verified request could not be read. source={} reason={}", source.name(), e.getMessage());
            refuse.accept(Problem.UNPARSEABLE);
        }
    }

    private void notice(String source, String reason, Instant now) {
        RejectionWatch.Notice notice = watch.refused(source, now);
        if (notice == RejectionWatch.Notice.FIRST) {
            LOG.warn("A request was refused. source={} reason={}", source, reason);
        } else {
            LOG.debug("A request was refused. source={} reason={}", source, reason);
        }
    }

    private void store(Call call, Source source, List<NewLead> leads, Consumer<Problem> refuse) {
        store.accept(leads).whenComplete((receipts, fault) -> {
            if (receipts == null) {
                LOG.warn("An event was not stored. source={} reason={}", source.name(), String.valueOf(fault));
                refuse.accept(Problem.unavailable("the event was not stored"));
            } else {
                call.onEventLoop(() -> acknowledge(call, source, receipts));
            }
        });
    }

    private void acknowledge(Call call, Source source, List<Receipt> receipts) {
        receipts.forEach(receipt -> metrics.acknowledged(source.name(), receipt.duplicate(), call.since()));
        Acknowledge.with(source.answer(), receipts, call.request().response());
    }
}
