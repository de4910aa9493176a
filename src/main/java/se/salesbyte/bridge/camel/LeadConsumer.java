package se.salesbyte.bridge.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.delivery.Attempt;
import se.salesbyte.bridge.delivery.CallWatch;
import se.salesbyte.bridge.delivery.Hold;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.store.DueLead;

/**
 * Opens a source's place in the intake while its route runs, and runs the route for each lead of it that is due. What
 * the route leaves open is settled when it ends.
 */
class LeadConsumer extends DefaultConsumer {
    /** The exchange property with the {@link Attempt} that the route works on. */
    static final String LEAD = "lead";

    private static final Logger LOG = LoggerFactory.getLogger(LeadConsumer.class);

    private final Source source;
    private final int perSecond;
    private @Nullable BridgeParts started; // Camel starts and stops a consumer on one thread at a time

    LeadConsumer(LeadEndpoint endpoint, Processor processor, Source source, int perSecond) {
        super(endpoint, processor);
        this.source = source;
        this.perSecond = perSecond;
    }

    /** The source whose leads it consumes. */
    Source source() {
        return source;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        BridgeParts parts = BridgeParts.of(getEndpoint().getCamelContext());
        ClassifyFault classify = new ClassifyFault(parts.secrets(), parts.policy());
        started = parts;
        parts.store().remember(source.name(), parts.clock().instant()).join();
        parts.leads().register(source.name(), due -> marked(due, parts, classify), perSecond);
        if (!source.takesAgreed()) {
            parts.store().secrets().forget(source.name()).join();
        }
        parts.sources()
                .register(parts.store()
                        .secrets()
                        .of(source.name())
                        .map(source::withAgreed)
                        .orElse(source));
    }

    @Override
    protected void doStop() throws Exception {
        if (started != null) {
            started.sources().unregister(source.name());
            started.leads().unregister(source.name());
            started = null;
        }
        super.doStop();
    }

    private CompletableFuture<Boolean> marked(DueLead due, BridgeParts parts, ClassifyFault classify) {
        return LeadOnThread.during(due.id(), due.source(), () -> deliver(due, parts, classify));
    }

    private CompletableFuture<Boolean> deliver(DueLead due, BridgeParts parts, ClassifyFault classify) {
        Attempt attempt = new Attempt(due, parts.store(), parts.plan(), parts.flow(), parts.clock());
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        try {
            Instant now = parts.clock().instant();
            Optional<Hold> hold =
                    source.isSalesByte() ? Optional.empty() : parts.holdBack().of(due, now);
            if (hold.isPresent()) {
                parts.flow().notCalled();
                return parts.store().hold(due, hold.get().waiting(), hold.get().until(), now);
            }
            Exchange exchange = createExchange(false);
            exchange.setProperty(LEAD, attempt);
            Object tree = due.tree();
            exchange.getIn().setBody(tree == null ? source.parse(due.contentType(), due.payload()) : tree);
            getAsyncProcessor()
                    .process(exchange, doneSync -> ended(attempt, exchange.getException(), classify, parts, done));
        } catch (Throwable fault) { // whatever it is, the lead gets an outcome
            ended(attempt, fault, classify, parts, done);
        }
        return done;
    }

    private static void ended(
            Attempt attempt,
            @Nullable Throwable fault,
            ClassifyFault classify,
            BridgeParts parts,
            CompletableFuture<Boolean> done) {
        if (StoppedRoute.isCauseOf(fault) && isGivenBack(attempt, parts, done)) {
            return;
        }
        NoRecordException noRecord = attempt.isRequestSent() ? null : noRecord(fault, attempt, parts);
        if (noRecord != null && noRecord.isTooFast()) { // or each of its leads would find out for itself
            Duration pause = parts.messageSchedule().pauseFor(noRecord.outcome().retryAfter());
            parts.leads().pause(attempt.getSource(), pause);
        }
        finish(attempt, noRecord == null ? fault : noRecord, classify, parts.flow(), done);
    }

    /** Nothing was called, so it costs no attempt. */
    private static boolean isGivenBack(Attempt attempt, BridgeParts parts, CompletableFuture<Boolean> done) {
        Optional<CompletableFuture<Boolean>> back = attempt.giveBack();
        back.ifPresent(given -> {
            LOG.info(
                    "A lead met a route that was just exchanged, and is taken again. lead={} source={}",
                    attempt.getLeadId(),
                    attempt.getSource());
            parts.flow().notCalled();
            given.whenComplete((ours, late) -> {
                done.complete(ours);
                parts.leads().due(attempt.getSource(), parts.clock().instant());
            });
        });
        return back.isPresent();
    }

    /** A route may also fetch with {@code http:} itself. */
    private static @Nullable NoRecordException noRecord(@Nullable Throwable fault, Attempt attempt, BridgeParts parts) {
        HttpOperationFailedException answer = ClassifyFault.find(fault, HttpOperationFailedException.class);
        return answer == null
                ? ClassifyFault.find(fault, NoRecordException.class)
                : NoRecordException.answered(
                        attempt.getSource(), answer, parts.clock().instant());
    }

    private static void finish(
            Attempt attempt,
            @Nullable Throwable fault,
            ClassifyFault classify,
            CallWatch watch,
            CompletableFuture<Boolean> done) {
        try {
            if (fault != null) {
                LOG.warn(
                        "A lead's route ended with a fault. lead={} source={} attempt={} fault={}",
                        attempt.getLeadId(),
                        attempt.getSource(),
                        attempt.getNumber(),
                        ClassifyFault.nameOf(fault));
            }
            attempt.finish(classify.outcomeOf(fault, attempt)).whenComplete((ours, late) -> {
                if (!attempt.isCalled()) {
                    watch.notCalled();
                }
                done.complete(ours);
            });
        } catch (Throwable late) {
            LOG.error("A lead's outcome could not be stated; it will be unknown. lead={}", attempt.getLeadId(), late);
            done.completeExceptionally(late);
        }
    }
}
