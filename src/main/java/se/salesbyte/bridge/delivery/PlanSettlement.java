package se.salesbyte.bridge.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.NewMessage;
import se.salesbyte.bridge.store.Settlement;
import se.salesbyte.bridge.trace.Traces;

/**
 * Turns an outcome into what is committed: the next due time, or exhaustion when there is none, and what the outboxes
 * say. Thread-safe.
 */
public final class PlanSettlement {
    /** The outbox of the contract for what a person should hear of. */
    public static final String ERROR_NOTIFICATION = "error-notification";

    /** The outbox of the contract for whoever waits for the quote. */
    public static final String CALLBACK = "callback";

    private static final Logger LOG = LoggerFactory.getLogger(PlanSettlement.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RetrySchedule schedule;
    private final Announcer announcer;
    private final DeliveryMetrics metrics;

    /**
     * @param registry where attempts are counted and timed
     */
    public PlanSettlement(RetrySchedule schedule, Announcer announcer, MeterRegistry registry) {
        this(schedule, announcer, registry, Traces.NONE);
    }

    /**
     * As the other.
     *
     * @param traces is told of each attempt and try of a message
     */
    public PlanSettlement(RetrySchedule schedule, Announcer announcer, MeterRegistry registry, Traces traces) {
        this.schedule = schedule;
        this.announcer = announcer;
        this.metrics = new DeliveryMetrics(registry, traces);
    }

    /** Where it counts, for all that belongs to the same. */
    public DeliveryMetrics metrics() {
        return metrics;
    }

    /**
     * Plans it.
     *
     * @param lead what is known of the lead, this attempt included
     * @param called whether an intent was committed
     * @param outboxes which outboxes the route named, in order
     */
    Settlement plan(
            LeadFacts lead, boolean called, Instant startedAt, Instant endedAt, Outcome stated, List<String> outboxes) {
        Optional<Duration> wait = stated.state() == LeadState.RETRYING
                ? schedule.waitAfter(lead.attemptsOfRun(), stated.retryAfter())
                : Optional.empty();
        boolean exhausted = stated.state() == LeadState.RETRYING && wait.isEmpty();
        Outcome outcome = exhausted ? exhausted(stated) : stated;
        metrics.attempted(lead, outcome, Duration.between(startedAt, endedAt), endedAt);
        Failure failure = outcome.failure();
        CreatedQuote quote = outcome.quote();
        return new Settlement(
                lead.leadId(),
                lead.source(),
                lead.attempts(),
                called,
                startedAt,
                endedAt,
                outcome.state(),
                wait.map(endedAt::plus).orElse(null),
                outcome.lookedUp() ? endedAt : null,
                lead.customer(),
                failure == null ? null : failure.reason().word(),
                outcome.status(),
                outcome.detail(),
                failure == null ? null : json(of(failure)),
                quote == null ? null : json(of(quote)),
                quote == null ? null : quote.id().toString(),
                messages(lead, outcome, endedAt, exhausted ? forAPerson(outboxes) : outboxes));
    }

    /** Whether the schedule has no further attempt after that one. */
    boolean isLast(LeadFacts lead) {
        return schedule.waitAfter(lead.attemptsOfRun(), null).isEmpty();
    }

    /** Who hears of what needs a person: the outbox for that and an integrator's own, but not who waits for the quote. */
    static List<String> forAPerson(List<String> outboxes) {
        return Stream.concat(
                        Stream.of(ERROR_NOTIFICATION), outboxes.stream().filter(outbox -> !outbox.equals(CALLBACK)))
                .toList();
    }

    /** The failure as JSON has it, the same in the store, in notifications and in the API. */
    public static Map<String, Object> of(Failure failure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reason", failure.reason().word());
        fields.put("status", failure.status());
        fields.put("message", failure.message());
        fields.put("errors", failure.errors());
        return fields;
    }

    /** The quote as JSON has it, the same in the store, in callbacks and in the API. */
    public static Map<String, Object> of(CreatedQuote quote) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", quote.id());
        fields.put("links", quote.links());
        return fields;
    }

    /** What those outboxes say of it. */
    List<NewMessage> messages(LeadFacts lead, Outcome outcome, Instant at, List<String> outboxes) {
        List<NewMessage> messages = new ArrayList<>(outboxes.size());
        for (String outbox : new LinkedHashSet<>(outcome.isAnnounced() ? outboxes : List.of())) {
            messages.addAll(announce(outbox, lead, outcome, at));
        }
        return messages;
    }

    /** An outcome must not be lost for a message that cannot be written. */
    private List<NewMessage> announce(String outbox, LeadFacts lead, Outcome outcome, Instant at) {
        try {
            return announcer.announce(outbox, lead, outcome, at);
        } catch (RuntimeException e) {
            LOG.error("A message could not be written and is left out. lead={} outbox={}", lead.leadId(), outbox, e);
            return List.of();
        }
    }

    /** What a retry is of which there is none left. */
    static Outcome exhausted(Outcome last) {
        String message = "given up after the last attempt of the schedule; it ended with: " + last.detail();
        return Outcome.failed(new Failure(FailureReason.EXHAUSTED, last.status(), message, Map.of()));
    }

    static @Nullable String json(Map<String, Object> fields) {
        try {
            return fields.isEmpty() ? null : JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
