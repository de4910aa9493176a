package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Deletes old leads with all that belongs to them. One that something was done with since it was found stays. What the
 * dedupe memory has of them is left to {@link ForgetEvents}, and the index for searching to {@link TidySearch}. Results in how many went.
 */
final class PurgeLeads implements Work<Integer> {
    /** The rows of most other tables go with it. */
    private static final String LEAD = "delete from lead where id = ? and %s returning event_id";

    private static final String EVENT = "delete from event where event_id = ? and lead_id = ?";

    /** Those that found their place in the index for searching taken; the others leave by themselves. */
    private static final String NOT_SEARCHED = "delete from search_due where seq < 0 and lead_id = ?";

    private static final String IN_DOUBT =
            """
            select 1 from lead
             where state in ('delivering', 'retrying', 'failed', 'unknown') -- as the index has it
               and state in ('delivering', 'unknown') and id < ? limit 1""";
    private static final String KEEP_QUOTE =
            """
            insert into quote(salesbyte_id, lead_id, attempt)
            select distinct salesbyte_id, '', 0 from quote where lead_id = ?
            on conflict do nothing""";
    private static final String QUOTE = "delete from quote where lead_id = ?";

    /** By how much SalesByte's clock may differ from ours, and more. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final List<String> leads;
    private final OldLeads old;
    private final AtomicLong count;

    /**
     * @param old as which they were found
     * @param count counts up by those that went, once that is on disk
     */
    PurgeLeads(List<String> leads, OldLeads old, AtomicLong count) {
        this.leads = leads;
        this.old = old;
        this.count = count;
    }

    @Override
    public Integer run(Session session) throws SQLException {
        boolean inDoubt = isAnyInDoubt(session);
        List<String> purged = new ArrayList<>(leads.size());
        for (String lead : leads) {
            if (purge(session, lead)) {
                forgetQuotes(session, lead, inDoubt);
                purged.add(lead);
            }
        }
        SearchRows.removeMany(session, purged);
        return purged.size();
    }

    @Override
    public void committed(Integer purged) {
        count.addAndGet(purged);
    }

    private boolean purge(Session session, String lead) throws SQLException {
        String eventId;
        try (ResultSet gone = old.bind(
                        Bind.to(session.prepare(LEAD.formatted(old.areOld()))).text(lead))
                .query()) {
            if (!gone.next()) {
                return false;
            }
            eventId = gone.getString("event_id");
        }
        forgetEventId(session, lead, eventId);
        if (session.dialect().hasSearchIndex()) {
            Bind.to(session.prepare(NOT_SEARCHED)).text(lead).update();
        }
        return true;
    }

    private static void forgetEventId(Session session, String lead, @Nullable String eventId) throws SQLException {
        if (eventId != null) {
            Bind.to(session.prepare(EVENT)).text(eventId).text(lead).update();
        }
    }

    /** While a lead from that time or before is in doubt, a quote of another one must not be taken for its own. */
    private static void forgetQuotes(Session session, String lead, boolean inDoubt) throws SQLException {
        if (inDoubt) {
            Bind.to(session.prepare(KEEP_QUOTE)).text(lead).update();
        }
        Bind.to(session.prepare(QUOTE)).text(lead).update();
    }

    private boolean isAnyInDoubt(Session session) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare(IN_DOUBT))
                .text(LeadIds.firstAt(old.before().plus(MARGIN)))
                .query()) {
            return row.next();
        }
    }
}
