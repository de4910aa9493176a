package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
 * lead for absent only if the listing proves that it would show it. For one sweep.
 */
final class JudgeLead {
    /** So many quotes are asked whether they show whose they are, before it counts as not shown. */
    private static final int MOST_PROOFS = 10;

    private final SameCustomer same;
    private final Duration longestCall;
    private final @Nullable ReadMarks marks;

    JudgeLead(QuotesClient client, LookUpSettings settings, LeadQueries leads) {
        this.same = new SameCustomer(settings.phones());
        this.longestCall = settings.longestCall();
        this.marks = settings.marked() ? new ReadMarks(client, leads) : null;
    }

    /** It was asked before, and there was time since to show a quote. */
    static boolean isLastAsk(Unverified lead) {
        return lead.answered() > 0;
    }

    Finding judge(Unverified lead, Listing listing, QuoteOwners owners) throws InterruptedException {
        if (!SameCustomer.canBeReached(lead.customer()) && marks == null) {
            return Finding.unclear("it has neither e-mail nor phone to find it by in SalesByte");
        }
        ReadMarks.Said said = marks == null
                ? new ReadMarks.Said(null, Set.of(), List.of())
                : marks.of(lead, toBeRead(lead, listing, owners), owners);
        Finding certain = said.finding();
        if (certain != null) {
            return certain;
        }
        List<Quote> alike = listing.quotes().stream()
                .filter(quote -> !owners.owners().containsKey(quote.id()))
                .filter(quote -> !said.others().contains(quote.id()))
                .filter(quote -> isAlike(lead, quote))
                .toList();
        List<Quote> then =
                alike.stream().filter(quote -> isWithin(lead, quote, listing)).toList();
        return then.isEmpty()
                ? absent(lead, listing, owners, alike, said.unread())
                : among(then, lead, owners, said.unread());
    }

    /**
     * Who it is may have been changed in a quote since, so at last all of that time are read, and all alike of any other;
     * but none that a call of ours was answered with.
     */
    private List<Quote> toBeRead(Unverified lead, Listing listing, QuoteOwners owners) {
        boolean last = isLastAsk(lead);
        return listing.quotes().stream()
                .filter(quote -> !isAnswer(owners.owners().get(quote.id())))
                .filter(quote -> {
                    boolean within = isWithin(lead, quote, listing);
                    boolean alike = isAlike(lead, quote);
                    return last ? within || alike : within && alike;
                })
                .toList();
    }

    /**
     * None is marked as ours, and each could be.
     *
     * @param unread the ids of quotes that did not say whose they are
     */
    private Finding among(List<Quote> alike, Unverified lead, QuoteOwners owners, List<String> unread) {
        List<Quote> certain = alike.stream()
                .filter(quote -> SameCustomer.canBeReached(lead.customer()) && quote.createdAt() != null)
                .filter(quote -> !unread.contains(quote.id()))
                .filter(quote -> SameCustomer.isNamedAs(lead.customer(), quote))
                .toList();
        boolean rival = owners.inDoubt().stream()
                .anyMatch(other -> !other.leadId().equals(lead.id()) && isAlike(lead.customer(), other.customer()));
        if (certain.size() == 1 && !rival && !lead.restored()) {
            return Finding.found(certain.get(0), "customer and time");
        }
        if (lead.restored()) { // of all that time, also leads are forgotten that may have made it
            return Finding.unclear(
                    "it came back with a backup, and may be quote " + ids(alike) + ", which does not show whose it is");
        }
        if (certain.size() > 1) {
            return Finding.unclear("each of these quotes in SalesByte may be it: " + ids(certain));
        }
        String why = rival
                ? "of the customer there is another lead in doubt, and one of the two may be quote " + ids(alike)
                : "the customer is reached as in quote " + ids(alike)
                        + ", which has another name, or no time, or does not show whose it is";
        return isLastAsk(lead) ? Finding.unclear(why) : Finding.notYet(why);
    }

    /**
     * Nothing is shown that may be it.
     *
     * @param other quotes of the customer whose time says that they are not it, and that are no lead's of ours
     * @param unread the ids of quotes that did not say whose they are
     */
    private Finding absent(Unverified lead, Listing listing, QuoteOwners owners, List<Quote> other, List<String> unread)
            throws InterruptedException {
        if (!isLastAsk(lead)) {
            return Finding.notYet("not found in SalesByte yet");
        }
        if (isAccepted(lead)) {
            return Finding.unclear("not found in SalesByte, which had accepted it");
        }
        if (!listing.whole()) {
            return Finding.unclear("not found in SalesByte, whose list could not be read whole");
        }
        if (!other.isEmpty()) {
            return Finding.unclear("the customer is reached as in quote " + ids(other)
                    + ", which is of another time, if all clocks are right, and no other lead's");
        }
        if (!unread.isEmpty()) {
            return Finding.unclear(
                    "not found in SalesByte, which does not show whose these quotes are: " + String.join(", ", unread));
        }
        String proof = proof(lead, listing, owners);
        return proof == null
                ? Finding.unclear(
                        "not found in SalesByte, which shows no later lead of ours either: that proves nothing")
                : Finding.absent("not found in SalesByte, which shows a later lead as quote " + proof);
    }

    /** A later lead's quote, sent to the same company and profile, that is dated and marked as the lead's own would be; null if there is none. */
    private @Nullable String proof(Unverified lead, Listing listing, QuoteOwners owners) throws InterruptedException {
        int asked = 0;
        for (Quote quote : listing.quotes()) {
            QuoteOwners.Owner owner = owners.owners().get(quote.id());
            if (owner == null || !isOfALaterCallToTheSame(owner, lead) || !isDatedAsCalled(quote, owner, listing)) {
                continue;
            }
            if (marks == null || marks.isMarked(quote, owner.leadId())) {
                return quote.id();
            }
            asked++;
            if (asked == MOST_PROOFS) {
                return null;
            }
        }
        return null;
    }

    private static boolean isAccepted(Unverified lead) {
        Integer status = lead.status();
        return status != null && status >= 200 && status < 300;
    }

    private static boolean isAnswer(QuoteOwners.@Nullable Owner owner) {
        return owner != null && owner.calledAt() != null;
    }

    private static boolean isOfALaterCallToTheSame(QuoteOwners.Owner owner, Unverified lead) {
        return owner.calledAt() != null
                && !owner.leadId().equals(lead.id())
                && owner.target() != null
                && owner.target().equals(lead.target())
                && !owner.calledAt().isBefore(lead.lastCallAt());
    }

    /** If not, clocks were moved since, or tell times in different ways, and none of them proves anything. */
    private boolean isDatedAsCalled(Quote quote, QuoteOwners.Owner owner, Listing listing) {
        return quote.createdAt() != null
                && listing.isWithin(quote, Objects.requireNonNull(owner.calledAt()), longestCall);
    }

    private boolean isWithin(Unverified lead, Quote quote, Listing listing) {
        return listing.isWithin(quote, lead.startedAt(), lead.lastCallAt(), longestCall);
    }

    private boolean isAlike(Unverified lead, Quote quote) {
        return SameCustomer.canBeReached(lead.customer())
                ? same.isReachedAs(lead.customer(), quote.email(), quote.phone())
                : SameCustomer.isNamedAs(lead.customer(), quote);
    }

    private boolean isAlike(Customer one, Customer other) {
        return same.isReachedAs(one, other.email(), other.phone());
    }

    private static String ids(List<Quote> quotes) {
        return quotes.stream().map(Quote::id).collect(Collectors.joining(", "));
    }
}
