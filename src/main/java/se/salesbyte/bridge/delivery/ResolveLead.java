package se.salesbyte.bridge.delivery;

import static se.salesbyte.bridge.store.LeadState.ACCEPTED;
import static se.salesbyte.bridge.store.LeadState.FAILED;
import static se.salesbyte.bridge.store.LeadState.RETRYING;
import static se.salesbyte.bridge.store.LeadState.UNKNOWN;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.ActedBy;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.LeadRow;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewMessage;
import se.salesbyte.bridge.store.Resolution;
import se.salesbyte.bridge.store.Standing;
import se.salesbyte.bridge.store.TimelineKind;
import se.salesbyte.bridge.store.Verdict;

/** Settles a lead by a person's word. Thread-safe. */
public final class ResolveLead {
    private final LeadStore store;
    private final PlanSettlement plan;
    private final Clock clock;

    public ResolveLead(LeadStore store, PlanSettlement plan, Clock clock) {
        this.store = store;
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * Settles it: delivered, its callback is queued; not created, it is due at once and its retry schedule begins anew;
     * discarded, it goes nowhere.
     *
     * @param quote what SalesByte made of it; null unless delivered
     * @param by whose word it is, and why
     * @return why it cannot be, in words for the one who asked; empty if it is on disk
     */
    public CompletableFuture<Optional<String>> resolve(
            LeadRecord found, Resolution as, @Nullable CreatedQuote quote, ActedBy by) {
        Optional<String> refusal = refusal(found.lead(), as);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(refusal);
        }
        return store.give(verdict(found, as, quote, by))
                .thenApply(given -> given
                        ? Optional.empty()
                        : Optional.of("the lead has changed just now: look at it, and say so again if it still holds"));
    }

    private static Optional<String> refusal(LeadRow lead, Resolution as) {
        LeadState state = lead.state();
        if (state == UNKNOWN || state == FAILED) {
            return Optional.empty();
        }
        if ((state == ACCEPTED || state == RETRYING) && lead.waiting() != null) {
            return as == Resolution.DISCARDED
                    ? Optional.empty()
                    : Optional.of("the lead is held back and was not sent: it can be discarded only, or sent now by"
                            + " replay " + lead.id());
        }
        return Optional.of("the lead is " + state.word()
                + ": only an unknown or failed lead is settled by hand, and one that is held back discarded");
    }

    private Verdict verdict(LeadRecord found, Resolution as, @Nullable CreatedQuote quote, ActedBy by) {
        LeadRow lead = found.lead();
        Instant now = clock.instant();
        return new Verdict(
                new Standing(lead.id(), lead.state(), lead.attempts(), lead.waiting(), null),
                lead.source(),
                now,
                as.state(),
                as == Resolution.NOT_CREATED ? now : null,
                as == Resolution.NOT_CREATED,
                null,
                false,
                null,
                null,
                quote == null ? null : PlanSettlement.json(PlanSettlement.of(quote)),
                quote == null ? null : quote.id().toString(),
                TimelineKind.RESOLVED,
                by.name(),
                by.detail("was " + lead.state().word() + ", a person says " + as.word()
                        + (quote == null ? "" : ": quote " + quote.id())),
                quote == null ? List.of() : callback(found, quote, now));
    }

    private List<NewMessage> callback(LeadRecord found, CreatedQuote quote, Instant now) {
        LeadRow lead = found.lead();
        LeadFacts facts = new LeadFacts(
                lead.id(),
                lead.source(),
                lead.eventId(),
                lead.receivedAt(),
                lead.attempts(),
                0,
                new Customer(lead.customerName(), lead.customerEmail(), lead.customerPhone(), lead.customerCompany()),
                Reference.newestOf(found.attempts()));
        return plan.messages(facts, Outcome.found(quote), now, List.of(PlanSettlement.CALLBACK));
    }
}
