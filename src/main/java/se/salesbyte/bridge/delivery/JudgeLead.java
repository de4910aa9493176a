package se.salesbyte.bridge.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.Quote;
import se.salesbyte.bridge.salesbyte.QuotesClient;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.LeadQueries;
import se.salesbyte.bridge.store.QuoteOwners;
import se.salesbyte.bridge.store.Unverified;

/**
 * Says what a listing means for a lead in doubt. A quote is taken for the lead's only if no other lead can have it, and a
 * lead for absent only if the listing proves that it would show it.
 */
final class JudgeLead {
    private static final Pattern LEAD_ID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");

    private final QuotesClient client;
    private final SameCustomer same;
    private final boolean marked;
    private final LeadQueries leads;

    /**
     * @param marked whether requests carry the id of their lead
     */
    JudgeLead(QuotesClient client, SameCustomer same, boolean marked, LeadQueries leads) {
        this.client = client;
        this.same = same;
        this.marked = marked;
        this.leads = leads;
    }

    Finding judge(Unverified lead, Listing listing, QuoteOwners owners) throws InterruptedException {
        boolean reached = SameCustomer.canBeReached(lead.customer());
        if (!reached && !marked) {
            return Finding.unclear("it has neither e-mail nor phone to find it by in SalesByte");
        }
        List<Quote> alike = listing.quotes().stream()
                .filter(quote -> listing.isWithin(quote, lead.startedAt()))
                .filter(quote -> !isAnothers(quote, lead, owners))
                .filter(quote -> reached
                        ? same.isReachedAs(lead.customer(), quote.email(), quote.phone())
                        : SameCustomer.isNamedAs(lead.customer(), quote))
                .toList();
        if (marked) {
            List<Quote> unmarked = new ArrayList<>();
            for (Quote quote : alike) {
                Quote whole = whole(quote);
                if (whole.customFields().contains(lead.id())) {
                    return Finding.found(whole, "the id of the lead in it");
                }
                if (!isMarkedAsAnothers(whole)) {
                    unmarked.add(quote);
                }
            }
            alike = unmarked;
        }
        return alike.isEmpty() ? absent(lead, listing, owners) : among(alike, lead, owners, reached);
    }

    /** None is marked as ours, and each could be. */
    private Finding among(List<Quote> alike, Unverified lead, QuoteOwners owners, boolean reached) {
        List<Quote> certain = alike.stream()
                .filter(quote -> reached && quote.createdAt() != null)
                .filter(quote -> SameCustomer.isNamedAs(lead.customer(), quote))
                .toList();
        boolean rival = owners.inDoubt().stream()
                .anyMatch(other -> !other.leadId().equals(lead.id()) && isAlike(lead.customer(), other.customer()));
        if (certain.size() == 1 && !rival) {
            return Finding.found(certain.get(0), "customer and time");
        }
        if (certain.size() > 1) {
            return Finding.unclear("each of these quotes in SalesByte may be it: " + ids(certain));
        }
        String why = rival
                ? "of the customer there is another lead in doubt, and one of the two may be quote " + ids(alike)
                : "the customer is reached as in quote " + ids(alike) + ", which has another name or no time";
        return isLastAsk(lead) ? Finding.unclear(why) : Finding.notYet(why);
    }

    private static Finding absent(Unverified lead, Listing listing, QuoteOwners owners) {
        if (!isLastAsk(lead)) {
            return Finding.notYet("not found in SalesByte yet");
        }
        if (isAccepted(lead)) {
            return Finding.unclear("not found in SalesByte, which had accepted it");
        }
        if (!listing.whole()) {
            return Finding.unclear("not found in SalesByte, whose list could not be read whole");
        }
        return listing.quotes().stream()
                .map(Quote::id)
                .filter(id -> isOfALaterCall(owners.owners().get(id), lead))
                .findFirst()
                .map(id -> Finding.absent("not found in SalesByte, which shows a later lead as quote " + id))
                .orElseGet(() -> Finding.unclear(
                        "not found in SalesByte, which shows no later lead of ours either: that proves nothing"));
    }

    /** It was asked before, and there was time since to show a quote. */
    private static boolean isLastAsk(Unverified lead) {
        return lead.answered() > 0;
    }

    private static boolean isAccepted(Unverified lead) {
        Integer status = lead.status();
        return status != null && status >= 200 && status < 300;
    }

    private static boolean isOfALaterCall(QuoteOwners.@Nullable Owner owner, Unverified lead) {
        return owner != null
                && owner.calledAt() != null
                && !owner.leadId().equals(lead.id())
                && !owner.calledAt().isBefore(lead.startedAt());
    }

    private static boolean isAnothers(Quote quote, Unverified lead, QuoteOwners owners) {
        QuoteOwners.Owner owner = owners.owners().get(quote.id());
        return owner != null && !owner.leadId().equals(lead.id());
    }

    private boolean isAlike(Customer one, Customer other) {
        return same.isReachedAs(one, other.email(), other.phone());
    }

    private boolean isMarkedAsAnothers(Quote quote) {
        List<String> ids = quote.customFields().stream()
                .filter(value -> LEAD_ID.matcher(value).matches())
                .toList();
        return !leads.leadsAmong(ids).isEmpty();
    }

    /** With its custom fields, which a list does not show; as it was if it cannot be got. */
    private Quote whole(Quote quote) throws InterruptedException {
        Optional<Quote> whole = quote.key() == null ? Optional.empty() : client.find(quote.key());
        return whole.filter(one -> one.id().equals(quote.id())).orElse(quote);
    }

    private static String ids(List<Quote> quotes) {
        return quotes.stream().map(Quote::id).collect(Collectors.joining(", "));
    }
}
