package se.salesbyte.bridge.delivery;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.DueLead;

/**
 * What is known of a lead when an attempt ends.
 *
 * @param attempts how many there were in all runs, the one that ends included
 * @param attemptsBefore how many of them were made in earlier runs
 * @param reference the sender's own record ids, as the mapping gave them; empty if none
 */
public record LeadFacts(
        String leadId,
        String source,
        @Nullable String eventId,
        Instant receivedAt,
        int attempts,
        int attemptsBefore,
        Customer customer,
        Map<String, Object> reference) {
    /** At the end of the next attempt of that lead. */
    static LeadFacts of(DueLead lead, Customer customer, Map<String, Object> reference) {
        return new LeadFacts(
                lead.id(),
                lead.source(),
                lead.eventId(),
                lead.receivedAt(),
                lead.attempts() + 1,
                lead.run().attemptsBefore(),
                customer,
                reference);
    }

    /** How many there were in this run: a replay starts the retry schedule over. */
    int attemptsOfRun() {
        return attempts - attemptsBefore;
    }
}
