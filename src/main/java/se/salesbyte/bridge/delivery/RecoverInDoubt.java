package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.InDoubt;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.Settlement;

/**
 * At start, before anything is claimed, and whenever a replica was put out: a lead with an intent and no outcome may or may not have been created. By the
 * policy it becomes unknown, a person is told, and it is never called again by itself; or it is looked up, or tried again.
 */
public final class RecoverInDoubt {
    private static final Logger LOG = LoggerFactory.getLogger(RecoverInDoubt.class);
    private static final Failure KILLED = new Failure(
            FailureReason.UNKNOWN_OUTCOME,
            null,
            "the bridge stopped during the call: SalesByte may or may not have created the lead",
            Map.of());

    private final LeadStore store;
    private final PlanSettlement plan;
    private final DoubtPolicy policy;
    private final Clock clock;

    public RecoverInDoubt(LeadStore store, PlanSettlement plan, DoubtPolicy policy, Clock clock) {
        this.store = store;
        this.plan = plan;
        this.policy = policy;
        this.clock = clock;
    }

    /** Settles all of them and returns how many there were, once that is on disk. */
    public int run() {
        List<InDoubt> leads = store.inDoubt().join();
        Instant now = clock.instant();
        leads.stream().map(lead -> settle(lead, now)).toList().forEach(CompletableFuture::join);
        if (!leads.isEmpty()) {
            LOG.warn(
                    switch (policy.onUnknown()) {
                        case RETRY ->
                            "Leads were being delivered when a bridge stopped; they are sent again, as"
                                    + " salesbyte.on-unknown says. count={}";
                        case VERIFY ->
                            "Leads were being delivered when a bridge stopped; they are looked up in SalesByte."
                                    + " count={}";
                        case HOLD ->
                            "Leads were being delivered when a bridge stopped; they are unknown now: look at"
                                    + " them in SalesByte. count={}";
                    },
                    leads.size());
        }
        return leads.size();
    }

    /** One that cannot be told of is settled without: it must not hold up the others, which nobody else settles. */
    private CompletableFuture<Boolean> settle(InDoubt lead, Instant now) {
        Settlement settlement;
        try {
            settlement = plan(facts(lead), lead, now, List.of(PlanSettlement.ERROR_NOTIFICATION));
        } catch (RuntimeException e) {
            LOG.error(
                    "A lead in doubt is settled, and nobody can be told. lead={} cause={}",
                    lead.leadId(),
                    e.toString());
            settlement = plan(facts(lead), lead, now, List.of());
        }
        return store.settle(settlement);
    }

    private Settlement plan(LeadFacts facts, InDoubt lead, Instant now, List<String> outboxes) {
        return plan.plan(
                facts,
                true,
                lead.startedAt(),
                now,
                lead.restored() ? policy.restored() : policy.noAnswer(KILLED),
                outboxes);
    }

    private static LeadFacts facts(InDoubt lead) {
        return new LeadFacts(
                lead.leadId(),
                lead.source(),
                lead.eventId(),
                lead.receivedAt(),
                lead.attempt(),
                lead.attemptsBefore(),
                lead.customer(),
                Reference.read(lead.reference()));
    }
}
