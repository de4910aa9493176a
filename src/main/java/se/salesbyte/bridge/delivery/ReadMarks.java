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

    private static final Pattern MARK = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");

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
        Finding conflict = null;
        Set<String> others = new HashSet<>();
        List<String> unread = new ArrayList<>();
        for (Quote quote : quotes) {
            Quote whole = whole(quote).orElse(null);
            if (whole == null) {
                unread.add(quote.id());
                continue;
            }
            List<String> marks = marks(whole);
            QuoteOwners.Owner owner = owners.owners().get(quote.id());
            if (!marks.contains(lead.id())) {
                if (!leads.leadsAmong(marks).isEmpty()) {
                    others.add(quote.id());
                }
            } else if (owner == null) {
                return new Said(Finding.found(whole, "the id of the lead in it"), others, unread);
            } else {
                conflict = Finding.unclear(
                        "quote " + quote.id() + " has the id of this lead in it, and counts as lead " + owner.leadId());
            }
        }
        return new Said(conflict, others, unread);
    }

    /** Whether it says that it is that lead's: then such quotes of ours do say so. */
    boolean isMarked(Quote quote, String leadId) throws InterruptedException {
        return whole(quote).filter(whole -> marks(whole).contains(leadId)).isPresent();
    }

    private static List<String> marks(Quote quote) {
        return quote.customFields().stream()
                .map(MARK::matcher)
                .filter(Matcher::matches)
                .map(Matcher::group)
                .toList();
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
