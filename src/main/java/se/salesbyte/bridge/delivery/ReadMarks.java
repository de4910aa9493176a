package se.salesbyte.bridge.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.Quote;
import se.salesbyte.bridge.salesbyte.QuotesClient;
import se.salesbyte.bridge.salesbyte.QuotesRefusedException;
import se.salesbyte.bridge.store.LeadQueries;
import se.salesbyte.bridge.store.QuoteOwners;
import se.salesbyte.bridge.store.Unverified;

/**
 * What quotes say themselves of whose they are, where requests carry the id of their lead. For one sweep: each quote is got
 * once, and not too many are.
 */
final class ReadMarks {
    /** No more quotes are got in a sweep; what they say is not known then. */
    static final int MOST = 1000;

    private static final Pattern MARK = Pattern.compile("([0-9A-HJKMNP-TV-Z]{26})(?:-([0-9]{1,9}))?");

    private final QuotesClient client;
    private final LeadQueries leads;
    private final Map<String, Optional<Quote>> got = new HashMap<>();

    ReadMarks(QuotesClient client, LeadQueries leads) {
        this.client = client;
        this.leads = leads;
    }

    /**
     * What the quotes say of one lead.
     *
     * @param finding what is certain by that; null if nothing is
     * @param others the ids of those that are other leads'
     * @param unread the ids of those that did not say
     */
    record Said(@Nullable Finding finding, Set<String> others, List<String> unread) {}

    /** Asks them in that order, until one is the lead's. */
    Said of(Unverified lead, List<Quote> quotes, QuoteOwners owners) throws InterruptedException {
        String conflict = null;
        Set<String> others = new HashSet<>();
        List<String> unread = new ArrayList<>();
        for (Quote quote : quotes) {
            Quote whole = whole(quote).orElse(null);
            if (whole == null) {
                unread.add(quote.id());
                continue;
            }
            List<Mark> marks = marks(whole);
            Mark ours = marks.stream()
                    .filter(mark -> mark.leadId().equals(lead.id()))
                    .findFirst()
                    .orElse(null);
            QuoteOwners.Owner owner = owners.owners().get(quote.id());
            if (ours == null) {
                if (isAnothers(marks)) {
                    others.add(quote.id());
                }
            } else if (owner != null && !owner.leadId().equals(lead.id())) {
                conflict = "quote " + quote.id() + " has the id of this lead in it, and counts as another's";
            } else if (owner == null && ours.isOfThisRunOf(lead)) {
                return new Said(Finding.found(whole, "the id of the lead in it"), others, unread);
            } else if (owner == null) {
                conflict = "quote " + quote.id() + " has the id of an earlier sending of this lead in it";
            }
        }
        return new Said(conflict == null ? null : unclear(lead, conflict), others, unread);
    }

    /** Whether it says that it is that lead's: then such quotes of ours do say so. */
    boolean isMarked(Quote quote, String leadId) throws InterruptedException {
        return whole(quote).stream().flatMap(whole -> marks(whole).stream()).anyMatch(mark -> mark.leadId()
                .equals(leadId));
    }

    /** A better one may show up until the last ask. */
    private static Finding unclear(Unverified lead, String why) {
        return JudgeLead.isLastAsk(lead) ? Finding.unclear(why) : Finding.notYet(why);
    }

    private boolean isAnothers(List<Mark> marks) {
        return !leads.leadsAmong(marks.stream().map(Mark::leadId).toList()).isEmpty();
    }

    private static List<Mark> marks(Quote quote) {
        return quote.customFields().stream()
                .map(MARK::matcher)
                .filter(Matcher::matches)
                .map(mark -> new Mark(mark.group(1), mark.group(2) == null ? 0 : Integer.parseInt(mark.group(2))))
                .toList();
    }

    /** @param attempt the number of the one that sent it; 0 if it does not tell, as it did not at first */
    private record Mark(String leadId, int attempt) {
        boolean isOfThisRunOf(Unverified lead) {
            return attempt > lead.attemptsBefore() || (attempt == 0 && lead.attemptsBefore() == 0);
        }
    }

    /** With its custom fields, which a list does not show; empty if it cannot be had. */
    private Optional<Quote> whole(Quote quote) throws InterruptedException {
        Optional<Quote> known = got.get(quote.id());
        if (known != null) {
            return known;
        }
        if (quote.key() == null || got.size() >= MOST) {
            return Optional.empty();
        }
        Optional<Quote> whole;
        try {
            whole = client.find(quote.key()).filter(one -> one.id().equals(quote.id()));
        } catch (QuotesRefusedException e) { // this one alone: the list was shown to us
            whole = Optional.empty();
        }
        got.put(quote.id(), whole);
        return whole;
    }
}
