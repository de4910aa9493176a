package se.salesbyte.bridge.store;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lists the leads that a filter lets through, newest first. A text is looked up in the table {@code search} where that
 * saves looking at more than a few leads; what it finds must meet the same condition. Runs in one transaction.
 */
final class ListLeads {
    /** So many leads are looked at in some ten milliseconds. */
    private static final int FEW = 20_000;

    private static final String IDS_OR_DUE =
            """
            with recursive known(name) as (select min(source) from dedupe
                                           union all select (select min(source) from dedupe where source > known.name)
                                                       from known where known.name is not null)
            select * from lead
             where id in (select upper(:text)
                          union all select lead_id from event where event_id = :text
                          union all select lead_id from dedupe
                                     where source in (select name from known) and dedupe_key in (<keys>)
                          union all select lead_id from quote where salesbyte_id = :text
                          union all select lead_id from (select lead_id from search_due order by seq desc limit :few))
               and %s order by id desc limit :limit""";
    private static final String INDEXED =
            """
            select lead.* from search cross join lead on lead.id = search.lead_id
             where search match :match and search.rowid between :low and :high
               and %s order by search.rowid desc limit :limit""";

    private final Handle handle;
    private final Keyed dedupe;
    private final boolean searchIndex;
    private final LeadFilter filter;
    private final LeadConditions conditions;

    ListLeads(Handle handle, Keyed dedupe, boolean searchIndex, LeadFilter filter) {
        this.handle = handle;
        this.dedupe = dedupe;
        this.searchIndex = searchIndex;
        this.filter = filter;
        this.conditions = LeadConditions.of(filter);
    }

    List<LeadRow> list() {
        SearchText text = filter.text() == null ? null : SearchText.of(filter.text());
        return text == null || !searchIndex || !text.isIndexed() || isAmongFew() ? lookedAt() : lookedUp(text);
    }

    private List<LeadRow> lookedAt() {
        return handle.createQuery("select * from lead where " + conditions.where() + " order by id desc limit :limit")
                .bindMap(conditions.parameters())
                .bind("limit", filter.limit())
                .mapTo(LeadRow.class)
                .list();
    }

    private List<LeadRow> lookedUp(SearchText text) {
        NavigableMap<String, LeadRow> found = new TreeMap<>(Comparator.reverseOrder());
        put(found, idsOrDue(text.text()));
        long high = Math.min(SearchRows.before(filter.to()), lastUnder(filter.before()));
        List<LeadRow> page = indexed(text, SearchRows.from(filter.from()), high, filter.limit());
        put(found, page);
        if (page.size() == filter.limit()) { // only as a whole is a millisecond in the order of the ids
            long last = SearchRows.of(page.get(page.size() - 1).id());
            put(found, indexed(text, SearchRows.firstBeside(last), Math.min(high, last - 1), Integer.MAX_VALUE));
        }
        return found.values().stream().limit(filter.limit()).toList();
    }

    private List<LeadRow> idsOrDue(String text) {
        List<byte[]> keys = EventIds.identities(text).stream()
                .map(identity -> dedupe.digest(identity, AcceptLeads.KEY_BYTES))
                .toList();
        return handle.createQuery(IDS_OR_DUE.formatted(conditions.where()))
                .bindMap(conditions.parameters())
                .bindList("keys", keys)
                .bind("few", FEW)
                .bind("limit", filter.limit())
                .mapTo(LeadRow.class)
                .list();
    }

    private List<LeadRow> indexed(SearchText text, long low, long high, int limit) {
        return handle.createQuery(INDEXED.formatted(conditions.where()))
                .bindMap(conditions.parameters())
                .bind("match", text.match())
                .bind("low", low)
                .bind("high", high)
                .bind("limit", limit)
                .mapTo(LeadRow.class)
                .list();
    }

    private boolean isAmongFew() {
        if (filter.reason() != null
                || filter.waiting() != null
                || (filter.state() != null && LeadQueries.isIndexed(filter.state()))) {
            return true;
        }
        if (filter.source() == null && filter.state() != LeadState.ACCEPTED) {
            return false;
        }
        LeadConditions others = LeadConditions.withoutText(filter);
        return handle.createQuery("select count(*) from (select 1 from lead where " + others.where()
                                + " limit :limit) as few")
                        .bindMap(others.parameters())
                        .bind("limit", FEW + 1)
                        .mapTo(Integer.class)
                        .one()
                <= FEW;
    }

    private static long lastUnder(@Nullable String id) {
        return id == null ? Long.MAX_VALUE : SearchRows.lastBeside(SearchRows.of(id));
    }

    private static void put(NavigableMap<String, LeadRow> found, List<LeadRow> leads) {
        leads.forEach(lead -> found.put(lead.id(), lead));
    }
}
