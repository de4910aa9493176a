package se.salesbyte.bridge.camel;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
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
    private @Nullable BridgeParts started; // Camel starts and stops a consumer on one thread at a time

    LeadConsumer(LeadEndpoint endpoint, Processor processor, Source source) {
        super(endpoint, processor);
        this.source = source;
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
        parts.leads().register(source.name(), due -> deliver(due, parts, classify));
        parts.sources()
                .register(parts.store()
                        .keptSecret(source.name())
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

    private CompletableFuture<Boolean> deliver(DueLead due, BridgeParts parts, ClassifyFault classify) {
        Attempt attempt = new Attempt(due, parts.store(), parts.plan(), parts.flow(), parts.clock());
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        try {
            Instant now = parts.clock().instant();
            Optional<Hold> hold = parts.holdBack().of(due, now);
            if (hold.isPresent()) {
                parts.flow().notCalled();
                return parts.store().hold(due, hold.get().waiting(), hold.get().until(), now);
            }
            Exchange exchange = createExchange(false);
            exchange.setProperty(LEAD, attempt);
            Object tree = due.tree();
            exchange.getIn().setBody(tree == null ? source.parse(due.contentType(), due.payload()) : tree);
            getAsyncProcessor()
                    .process(
                            exchange,
                            doneSync -> finish(attempt, exchange.getException(), classify, parts.flow(), done));
        } catch (Throwable fault) { // whatever it is, the lead gets an outcome
            finish(attempt, fault, classify, parts.flow(), done);
        }
        return done;
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
