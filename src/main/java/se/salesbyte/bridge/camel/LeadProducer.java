package se.salesbyte.bridge.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.CreatedQuote;
import se.salesbyte.bridge.delivery.Failure;
import se.salesbyte.bridge.delivery.FailureReason;
import se.salesbyte.bridge.delivery.LeadInHand;
import se.salesbyte.bridge.delivery.Outcome;
import se.salesbyte.bridge.delivery.PlanSettlement;
import se.salesbyte.bridge.delivery.RetryAfter;
import se.salesbyte.bridge.salesbyte.Answer;

/** Speaks for the lead in hand: takes status, answer and fault from the exchange and states the outcome. */
class LeadProducer extends DefaultProducer {
    private final LeadStep step;
    private final FailureReason reason;
    private final @Nullable String because;

    /** @param because why a lead is skipped; null: as its mapping says */
    LeadProducer(LeadEndpoint endpoint, LeadStep step, FailureReason reason, @Nullable String because) {
        super(endpoint);
        this.step = step;
        this.reason = reason;
        this.because = because;
    }

    @Override
    public void process(Exchange exchange) {
        LeadInHand attempt = attemptOf(exchange);
        if (step == LeadStep.CALL) {
            exchange.setRouteStop(!attempt.call() || isRestored(attempt));
        } else {
            attempt.settle(outcomeOf(exchange, attempt));
        }
    }

    /** What it would be sent as, and where, is on disk by now, for who looks what became of it. */
    private boolean isRestored(LeadInHand attempt) {
        if (attempt.isRestored()) {
            attempt.putTo(PlanSettlement.ERROR_NOTIFICATION);
            attempt.settle(rules().policy().restored());
        }
        return attempt.isRestored();
    }

    /**
     * The attempt that the exchange works on.
     *
     * @throws IllegalStateException if it did not come from {@code lead:}
     */
    static LeadInHand attemptOf(Exchange exchange) {
        LeadInHand attempt = exchange.getProperty(LeadConsumer.LEAD, LeadInHand.class);
        if (attempt == null) {
            throw new IllegalStateException(
                    "route " + exchange.getFromRouteId() + " has no lead in hand: begin it with from lead:<source>");
        }
        return attempt;
    }

    private Outcome outcomeOf(Exchange exchange, LeadInHand attempt) {
        Message message = exchange.getMessage();
        Answer answer = message.getBody() instanceof Answer read ? read : null;
        if (answer != null && !attempt.isRequestSent()) {
            return Outcome.retry(null, "the proxy answered " + answer.status() + " to CONNECT", retryAfterOf(exchange));
        }
        Integer status = answer == null ? null : (Integer) answer.status();
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return switch (step) {
            case DELIVERED -> Outcome.delivered(status == null ? 0 : status, quoteOf(answer));
            case RETRY -> Outcome.retry(status, textOf(answer, fault), retryAfterOf(exchange));
            case FAILED -> Outcome.failed(failure(reason, answer, fault));
            case UNKNOWN -> unknown(failure(FailureReason.UNKNOWN_OUTCOME, answer, fault), answer);
            case SERVER_ERROR ->
                rules().policy()
                        .serverError(failure(FailureReason.UNKNOWN_OUTCOME, answer, fault), retryAfterOf(exchange));
            case NO_ANSWER -> classify().inDoubt(failure(FailureReason.UNKNOWN_OUTCOME, answer, fault), attempt);
            case SKIPPED -> Outcome.skipped(skippedBecause(message));
            case CALL, FETCH, CHECKED_OUT -> throw new IllegalStateException("lead:" + step + " is no outcome");
        };
    }

    private Outcome unknown(Failure failure, @Nullable Answer answer) {
        boolean accepted = answer != null && answer.successful();
        return accepted ? rules().policy().acceptedSomewhere(failure) : Outcome.unknown(failure);
    }

    private static CreatedQuote quoteOf(@Nullable Answer answer) {
        Object id = answer == null ? null : answer.idValue();
        if (answer == null || id == null) {
            throw new IllegalStateException(
                    "lead:delivered needs SalesByte's answer with an id: transformDataType salesbyte:answer first");
        }
        return new CreatedQuote(id, new LinkedHashMap<>(answer.links()));
    }

    private Failure failure(FailureReason why, @Nullable Answer answer, @Nullable Throwable fault) {
        Integer status = answer == null ? null : (Integer) answer.status();
        String text = textOf(answer, fault);
        String message = why == FailureReason.CONFIGURATION
                ? text + "; likely causes: salesbyte.uuid, salesbyte.quote-profile-id or the salesperson's e-mail is"
                        + " not known to SalesByte, or salesbyte.url leads elsewhere"
                : text;
        return new Failure(why, status, message, answer == null ? Map.of() : answer.errors());
    }

    private String textOf(@Nullable Answer answer, @Nullable Throwable fault) {
        if (answer == null) {
            return fault == null ? "no answer" : "no answer: " + classify().describe(fault);
        }
        String words = answer.message() == null ? answer.excerpt() : answer.message();
        String status = "SalesByte answered " + answer.status();
        if (answer.successful() && !answer.created()) {
            status += " without the id of a quote";
        }
        return words == null ? status : status + ": " + words;
    }

    private ClassifyFault classify() {
        return new ClassifyFault(rules().secrets(), rules().policy());
    }

    private OutcomeRules rules() {
        return OutcomeRules.of(getEndpoint().getCamelContext());
    }

    private @Nullable Duration retryAfterOf(Exchange exchange) {
        return askedWait(
                exchange.getMessage().getHeader("Retry-After"), rules().clock().instant());
    }

    /** What a header {@code Retry-After} asks for, as Camel has it: a text, several, or null. */
    static @Nullable Duration askedWait(@Nullable Object header, Instant now) {
        List<String> values = header instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : header == null ? List.of() : List.of(header.toString());
        return RetryAfter.parse(values, now).orElse(null);
    }

    private String skippedBecause(Message message) {
        if (because != null) {
            return because;
        }
        return message.getBody() instanceof Map<?, ?> mapped && mapped.get("skip") != null
                ? String.valueOf(mapped.get("skip"))
                : "skipped by its route";
    }
}
