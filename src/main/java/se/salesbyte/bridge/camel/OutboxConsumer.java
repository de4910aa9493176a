package se.salesbyte.bridge.camel;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.MessageTry;
import se.salesbyte.bridge.delivery.RetryAfter;
import se.salesbyte.bridge.store.DueMessage;

/** Runs its route for each message of the outbox that is due; the body is the message's JSON. */
class OutboxConsumer extends DefaultConsumer {
    /** The exchange property with the {@link DueMessage} that the route works on. */
    static final String MESSAGE = "message";

    private final OutboxEndpoint endpoint;
    private @Nullable BridgeParts started; // Camel starts and stops a consumer on one thread at a time

    OutboxConsumer(OutboxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        BridgeParts parts = BridgeParts.of(endpoint.getCamelContext());
        ClassifyFault classify = new ClassifyFault(parts.secrets(), parts.policy());
        started = parts;
        parts.messages().register(endpoint.getName(), due -> marked(due, parts, classify));
    }

    @Override
    protected void doStop() throws Exception {
        if (started != null) {
            started.messages().unregister(endpoint.getName());
            started = null;
        }
        super.doStop();
    }

    private CompletableFuture<Boolean> marked(DueMessage due, BridgeParts parts, ClassifyFault classify) {
        return LeadOnThread.during(due.leadId(), due.source(), () -> send(due, parts, classify));
    }

    private CompletableFuture<Boolean> send(DueMessage due, BridgeParts parts, ClassifyFault classify) {
        MessageTry attempt = new MessageTry(
                due, parts.store(), parts.messageSchedule(), parts.plan().metrics(), parts.clock());
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        try {
            Exchange exchange = createExchange(false);
            exchange.setProperty(MESSAGE, due);
            exchange.getIn().setBody(due.payload());
            getAsyncProcessor()
                    .process(
                            exchange,
                            doneSync -> finish(attempt, exchange.getException(), classify, parts.clock(), done));
        } catch (Throwable fault) { // whatever it is, the message gets an outcome
            finish(attempt, fault, classify, parts.clock(), done);
        }
        return done;
    }

    private static void finish(
            MessageTry attempt,
            @Nullable Throwable fault,
            ClassifyFault classify,
            Clock clock,
            CompletableFuture<Boolean> done) {
        try {
            attempt.finish(fault == null ? null : classify.describe(fault), retryAfterOf(fault, clock))
                    .whenComplete((ours, late) -> done.complete(ours));
        } catch (Throwable late) { // the slot must come back
            done.completeExceptionally(late);
        }
    }

    private static @Nullable Duration retryAfterOf(@Nullable Throwable fault, Clock clock) {
        HttpOperationFailedException answer =
                fault == null ? null : ObjectHelper.getException(HttpOperationFailedException.class, fault);
        if (answer == null || answer.getResponseHeaders() == null) {
            return null;
        }
        List<String> values = answer.getResponseHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .map(Map.Entry::getValue)
                .toList();
        return RetryAfter.parse(values, clock.instant()).orElse(null);
    }
}
