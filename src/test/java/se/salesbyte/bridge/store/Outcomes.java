package se.salesbyte.bridge.store;

import static se.salesbyte.bridge.testing.Events.NOON;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Intents and outcomes for tests, complete enough to be told apart. */
final class Outcomes {
    static final Instant BEGUN = NOON.plusSeconds(1);
    static final Instant ENDED = NOON.plusSeconds(2);
    static final Customer ANNA = new Customer("Anna Berg", "anna@example.se", "+46701234567", "Berg AB");

    private Outcomes() {}

    static Intent intent(String leadId, int attempt) {
        return new Intent(
                leadId, attempt, BEGUN, ANNA, "{\"attempt\":" + attempt + "}", "{\"contact\":\"77\"}", "target", false);
    }

    static Settlement delivered(String leadId, String source, int attempt, NewMessage... messages) {
        return outcome(leadId, source, attempt, true, LeadState.DELIVERED, null, messages);
    }

    static Settlement retrying(String leadId, String source, int attempt, Instant nextAt) {
        return outcome(leadId, source, attempt, true, LeadState.RETRYING, nextAt);
    }

    /** Ended before any intent: a mapping fault for instance. */
    static Settlement notCalled(String leadId, String source, int attempt, LeadState state, @Nullable Instant nextAt) {
        return outcome(leadId, source, attempt, false, state, nextAt);
    }

    static NewMessage message(String id, String outbox) {
        return new NewMessage(id, outbox, "lead.delivered", "{\"message\":\"" + id + "\"}");
    }

    private static Settlement outcome(
            String leadId,
            String source,
            int attempt,
            boolean called,
            LeadState state,
            @Nullable Instant nextAt,
            NewMessage... messages) {
        boolean delivered = state == LeadState.DELIVERED;
        boolean failed = state == LeadState.FAILED || state == LeadState.UNKNOWN;
        return new Settlement(
                leadId,
                source,
                attempt,
                called,
                BEGUN,
                ENDED,
                state,
                nextAt,
                null,
                Customer.NOBODY,
                failed ? "rejected" : null,
                delivered ? 200 : 503,
                "attempt " + attempt + " ended " + state.word(),
                failed ? "{\"reason\":\"rejected\"}" : null,
                delivered ? "{\"id\":4711}" : null,
                delivered ? "4711" : null,
                List.of(messages));
    }
}
