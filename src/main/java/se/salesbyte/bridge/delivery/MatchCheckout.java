package se.salesbyte.bridge.delivery;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.QuoteCheckout;
import se.salesbyte.bridge.salesbyte.QuoteId;
import se.salesbyte.bridge.store.AttemptRow;
import se.salesbyte.bridge.store.CheckedOut;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.LeadRow;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewMessage;
import se.salesbyte.bridge.store.QuoteOwners;

/**
 * Finds the lead whose quote was checked out, and has the callback of its source told. The event itself ends as skipped,
 * whatever was found: it is no lead. While a lead of the same customer is in doubt, which may have made that quote, it is
 * tried again by the schedule. Thread-safe.
 */
public final class MatchCheckout {
    private final LeadStore store;
    private final PlanSettlement plan;
    private final AnnounceCheckout announce;
    private final SameCustomer sameCustomer;
    private final Clock clock;

    public MatchCheckout(
            LeadStore store, PlanSettlement plan, AnnounceCheckout announce, PhoneNumbers phones, Clock clock) {
        this.store = store;
        this.plan = plan;
        this.announce = announce;
        this.sameCustomer = new SameCustomer(phones);
        this.clock = clock;
    }

    /** States what becomes of the event that brought it, and of the lead with it. Waits for the disk to be read. */
    public void settle(Attempt event, QuoteCheckout checkout) {
        event.mapped(
                new Customer(checkout.name(), checkout.email(), checkout.phone(), checkout.company()),
                Map.of(),
                Map.of()); // so that the person is found, and erased, by it
        QuoteOwners known = store.queries().owners(List.of(checkout.id()), Instant.EPOCH);
        QuoteOwners.Owner owner = known.owners().get(checkout.id());
        if (owner == null) {
            event.settle(
                    mayBeOfOneInDoubt(known, checkout) && !plan.isLast(event.facts())
                            ? Outcome.retry(
                                    null,
                                    named(checkout) + " of no lead yet, and one of the customer is in doubt",
                                    null)
                            : Outcome.skipped(named(checkout) + ", of no lead of ours"));
            return;
        }
        Optional<LeadRecord> lead = store.queries().find(owner.leadId());
        if (lead.isEmpty()) {
            event.settle(Outcome.skipped(named(checkout) + ", of a lead that is erased"));
        } else {
            event.settle(
                    Outcome.skipped(named(checkout) + ", lead " + owner.leadId()),
                    checkedOut(event, checkout, lead.get()));
        }
    }

    private boolean mayBeOfOneInDoubt(QuoteOwners known, QuoteCheckout checkout) {
        return known.inDoubt().stream()
                .anyMatch(lead -> sameCustomer.isReachedAs(lead.customer(), checkout.email(), checkout.phone()));
    }

    private CheckedOut checkedOut(Attempt event, QuoteCheckout checkout, LeadRecord found) {
        Optional<NewMessage> message = announce.announce(
                messageId(event, found), facts(found), quote(found, checkout.id()), checkout, clock.instant());
        return new CheckedOut(
                found.lead().id(),
                checkout.id(),
                "quote " + checkout.id() + (checkout.complete() ? "" : ", others have still to sign"),
                message.stream().toList());
    }

    /**
     * The same whenever the event is taken anew, as after a backup was put back: its receiver knows it by that. Where it would
     * go before what the lead has told already, as for a replay or a lead that was long in doubt, another one.
     */
    private String messageId(Attempt event, LeadRecord found) {
        boolean isNext = found.messages().stream().allMatch(told -> told.id().compareTo(event.getLeadId()) < 0);
        return isNext
                ? event.getLeadId()
                : UlidCreator.getMonotonicUlid(clock.millis()).toString();
    }

    private static LeadFacts facts(LeadRecord found) {
        LeadRow lead = found.lead();
        return new LeadFacts(
                lead.id(),
                lead.source(),
                lead.eventId(),
                lead.receivedAt(),
                lead.attempts(),
                0,
                new Customer(lead.customerName(), lead.customerEmail(), lead.customerPhone(), lead.customerCompany()),
                Reference.newestOf(found.attempts()));
    }

    /** With the links that came with it, if it is known by an answer. */
    private static CreatedQuote quote(LeadRecord found, String id) {
        Map<String, Object> links = Map.of();
        for (AttemptRow attempt : found.attempts()) {
            Map<String, Object> answer = Reference.read(attempt.answer());
            if (id.equals(String.valueOf(answer.get("id")))) {
                links = linksOf(answer);
            }
        }
        return new CreatedQuote(QuoteId.value(id), links);
    }

    @SuppressWarnings("unchecked") // an object of JSON
    private static Map<String, Object> linksOf(Map<String, Object> answer) {
        Object links = answer.get("links");
        return links instanceof @Nullable Map<?, ?> named ? (Map<String, Object>) named : Map.of();
    }

    private static String named(QuoteCheckout checkout) {
        return "a checkout of quote " + checkout.id();
    }
}
