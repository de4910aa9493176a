package se.salesbyte.bridge.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.TimelineKind;
import se.salesbyte.bridge.store.TimelineRow;
import se.salesbyte.bridge.store.Unverified;
import se.salesbyte.bridge.store.Verdict;

/** Turns what a look-up found into what is committed. Thread-safe. */
final class PlanVerdict {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PlanSettlement plan;
    private final RetrySchedule schedule;
    private final Duration askAgainAfter;

    PlanVerdict(PlanSettlement plan, RetrySchedule schedule, Duration askAgainAfter) {
        this.plan = plan;
        this.schedule = schedule;
        this.askAgainAfter = askAgainAfter;
    }

    /** SalesByte has it, as that quote. */
    Verdict delivered(Unverified lead, CreatedQuote quote, String detail, Instant now) {
        return verdict(lead, now, Outcome.found(quote), null, detail, List.of(PlanSettlement.CALLBACK));
    }

    /** SalesByte answered, and is asked once more. */
    Verdict askAgain(Unverified lead, String detail, Instant now) {
        return asked(lead, now.plus(askAgainAfter), true, detail, now);
    }

    /** SalesByte did not answer, and is asked again at that time. */
    Verdict askLater(Unverified lead, Instant at, String detail, Instant now) {
        return asked(lead, at, false, detail, now);
    }

    /** SalesByte does not have it: it is tried again, unless that was the last attempt. */
    Verdict absent(Unverified lead, String detail, Instant now) {
        Outcome again = Outcome.retry(lead.status(), failureOf(lead), null);
        Optional<Duration> wait = schedule.waitAfter(lead.found().attempts() - lead.attemptsBefore(), null);
        return wait.isPresent()
                ? verdict(lead, now, again, now.plus(wait.get()), detail, List.of())
                : verdict(
                        lead,
                        now,
                        PlanSettlement.exhausted(again),
                        null,
                        detail,
                        List.of(PlanSettlement.ERROR_NOTIFICATION));
    }

    /** Nobody can know: a person is told. */
    Verdict unknown(Unverified lead, String detail, Instant now) {
        Failure failure =
                new Failure(FailureReason.UNKNOWN_OUTCOME, lead.status(), failureOf(lead) + "; " + detail, Map.of());
        return verdict(lead, now, Outcome.unknown(failure), null, detail, List.of(PlanSettlement.ERROR_NOTIFICATION));
    }

    private Verdict asked(Unverified lead, Instant verifyAt, boolean answered, String detail, Instant now) {
        return new Verdict(
                lead.found(),
                lead.source(),
                now,
                LeadState.UNKNOWN,
                null,
                false,
                verifyAt,
                answered,
                FailureReason.UNKNOWN_OUTCOME.word(),
                null,
                null,
                null,
                TimelineKind.LOOKED_UP,
                TimelineRow.BRIDGE,
                detail + "; asked again at " + verifyAt,
                List.of());
    }

    private Verdict verdict(
            Unverified lead,
            Instant now,
            Outcome outcome,
            @Nullable Instant nextAt,
            String detail,
            List<String> outboxes) {
        Failure failure = outcome.failure();
        CreatedQuote quote = outcome.quote();
        return new Verdict(
                lead.found(),
                lead.source(),
                now,
                outcome.state(),
                nextAt,
                false,
                null,
                false,
                failure == null ? null : failure.reason().word(),
                failure == null ? null : PlanSettlement.json(PlanSettlement.of(failure)),
                quote == null ? null : PlanSettlement.json(PlanSettlement.of(quote)),
                quote == null ? null : quote.id().toString(),
                TimelineKind.LOOKED_UP,
                TimelineRow.BRIDGE,
                detail,
                plan.messages(facts(lead), outcome, now, outboxes));
    }

    private static LeadFacts facts(Unverified lead) {
        return new LeadFacts(
                lead.id(),
                lead.source(),
                lead.eventId(),
                lead.receivedAt(),
                lead.found().attempts(),
                lead.attemptsBefore(),
                lead.customer(),
                Reference.read(lead.reference()));
    }

    /** What was said of the call when it ended. */
    private static String failureOf(Unverified lead) {
        try {
            JsonNode failure = lead.failure() == null ? JSON.nullNode() : JSON.readTree(lead.failure());
            return failure.path("message").asText("no answer");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store holds a failure that is not JSON", e);
        }
    }
}
