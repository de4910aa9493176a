package se.salesbyte.bridge.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewLead;
import se.salesbyte.bridge.store.Receipt;
import se.salesbyte.bridge.trace.Traces;
import se.salesbyte.bridge.verification.HandshakeReply;
import se.salesbyte.bridge.verification.Verdict;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * What becomes of a request that is here whole: a handshake is answered; anything else is verified over its raw bytes,
 * parsed just enough to know its events, stored, and answered from the commit. Thread-safe.
 */
final class TakeEvents {
    private static final Logger LOG = LoggerFactory.getLogger(TakeEvents.class);

    private final LeadStore store;
    private final IntakeRules rules;
    private final Clock clock;
    private final IntakeMetrics metrics;
    private final Traces traces;
    private final ShakeHands hands;
    private final SourceAlarm alarm;
    private final ReadEvents events;
    private final Refusals refusals;
    private final RateLimits limits;
    private final RejectionWatch watch = new RejectionWatch();
    private final NotStored notStored = new NotStored();

    TakeEvents(
            LeadStore store,
            IntakeRules rules,
            Clock clock,
            IntakeMetrics metrics,
            Traces traces,
            ShakeHands hands,
            SourceAlarm alarm) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        this.metrics = metrics;
        this.traces = traces;
        this.hands = hands;
        this.alarm = alarm;
        this.events = new ReadEvents(rules.dedupeWindow());
        this.refusals = new Refusals(store);
        this.limits = new RateLimits(rules.rateLimit());
    }

    /** Answers the call, or says why not; on whatever thread it is at that time. */
    void from(Call call, Source source, byte[] bytes, Answer answer) {
        if (!call.isOpen()) {
            answer.with(() -> {}); // the sender was told nothing and will send again
            return;
        }
        try {
            take(call, source, bytes, answer);
        } catch (RuntimeException | Error e) {
            LOG.error("The intake failed on a request. source={}", source.name(), e);
            answer.refuse(Problem.NOT_STORED);
        }
    }

    /** Keeps a request whose body was too large to be read: the rest of it. */
    void tooLarge(Call call, Source source) {
        WebhookRequest request = call.webhook(rules.publicUrl(), new Body(source, null, new byte[0]));
        String reason = "body over bridge.intake.max-body";
        refusals.keep(source, request, call.contentType(), null, Problem.TOO_LARGE, reason, clock.instant());
    }

    private void take(Call call, Source source, byte[] bytes, Answer answer) {
        Optional<String> readAs = call.isEncoded() ? Optional.empty() : source.readAs(call.contentType());
        Body body = new Body(source, readAs.orElse(call.contentType()), bytes);
        WebhookRequest request = call.webhook(rules.publicUrl(), body);
        Optional<HandshakeReply> reply = hands.beforeVerification(source, request);
        if (reply.isPresent()) {
            hands.answer(call, source, reply.get(), answer);
        } else if (!request.method().equals("POST")) {
            answer.refuse(Problem.UNAUTHORIZED);
        } else if (source.secrets().isEmpty()) {
            answer.refuse(Problem.SOURCE_CLOSED);
        } else {
            Instant now = clock.instant();
            Refuse andKeep = (problem, reason) -> {
                refusals.keep(source, request, call.contentType(), body, problem, reason, now);
                answer.refuse(problem);
            };
            if (readAs.isEmpty()) {
                andKeep.because(
                        Problem.UNSUPPORTED_TYPE,
                        "content type or encoding not taken: use "
                                + source.preset().accepts());
            } else {
                verify(new Taking(call, source, body, request, readAs.get(), now), answer, andKeep);
            }
        }
    }

    private void verify(Taking taking, Answer answer, Refuse andKeep) {
        Source source = taking.source;
        Verdict verdict = source.verify(taking.request, taking.now);
        if (!verdict.verified()) {
            String reason = String.valueOf(verdict.reason());
            andKeep.because(Problem.UNAUTHORIZED, reason);
            notice(source.name(), reason, taking.now);
            return;
        }
        if (watch.verified(source.name())) {
            alarm.verifiedAgain(source.name(), taking.now);
        }
        Optional<HandshakeReply> reply = ShakeHands.afterVerification(source, taking.request, taking.body);
        if (reply.isPresent()) {
            hands.answer(taking.call, source, reply.get(), answer);
        } else if (!limits.allows(source.name())) {
            answer.refuse(Problem.TOO_MANY);
        } else {
            read(taking, answer, andKeep);
        }
    }

    private void read(Taking taking, Answer answer, Refuse andKeep) {
        try {
            List<NewLead> leads = events.in(
                    taking.body, taking.request.headers(), taking.source, taking.contentType, taking.now, taking.now);
            store(taking.call, taking.source, leads, answer);
        } catch (UnparseablePayloadException e) {
            String reason = String.valueOf(e.getMessage());
            LOG.warn("A verified request could not be read. source={} reason={}", taking.source.name(), reason);
            andKeep.because(Problem.UNPARSEABLE, reason);
        }
    }

    /** One line for the first of a row, however long it gets: a stranger does not fill the log. */
    private void notice(String source, String reason, Instant now) {
        switch (watch.refused(source, now)) {
            case FIRST -> LOG.warn("A request was refused. source={} reason={}", source, reason);
            case REJECTING -> {
                LOG.warn("The requests of a source keep being refused. source={} reason={}", source, reason);
                alarm.rejecting(source, RejectionWatch.IN_A_ROW, now);
            }
            case NONE -> LOG.debug("A request was refused. source={} reason={}", source, reason);
        }
    }

    private void store(Call call, Source source, List<NewLead> leads, Answer answer) {
        store.accept(leads).whenComplete((receipts, fault) -> {
            if (receipts == null) {
                notStored.tell(source.name(), String.valueOf(fault));
                answer.refuse(Problem.NOT_STORED);
            } else {
                answer.with(() -> acknowledge(call, source, receipts));
            }
        });
    }

    private void acknowledge(Call call, Source source, List<Receipt> receipts) {
        receipts.forEach(receipt -> metrics.acknowledged(source.name(), receipt.duplicate(), call.since()));
        Acknowledge.with(source.answer(), receipts, call.request().response());
        if (traces != Traces.NONE) {
            trace(call, source.name(), receipts);
        }
    }

    private void trace(Call call, String source, List<Receipt> receipts) {
        Instant end = clock.instant();
        traces.accepted(
                source,
                call.request().getHeader("traceparent"),
                ids(receipts, false),
                ids(receipts, true),
                end.minusNanos(System.nanoTime() - call.since()),
                end);
    }

    private static List<String> ids(List<Receipt> receipts, boolean duplicates) {
        return receipts.stream()
                .filter(receipt -> receipt.duplicate() == duplicates)
                .map(Receipt::leadId)
                .toList();
    }

    /** Refuses a request and keeps it. */
    @FunctionalInterface
    private interface Refuse {
        void because(Problem problem, String reason);
    }

    private record Taking(
            Call call, Source source, Body body, WebhookRequest request, String contentType, Instant now) {}
}
