package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Finds whose quotes are whose. */
final class FindQuoteOwners {
    private static final int AT_A_TIME = 500;
    private static final String OWNERS =
            """
            select salesbyte_id, lead_id, called_at, target from quote where salesbyte_id in (<ids>)
             order by called_at nulls first, attempt desc""";
    private static final String IN_DOUBT =
            """
            select l.id, l.customer_name, l.customer_email, l.customer_phone, l.customer_company, a.started_at
              from lead l join attempt a on a.lead_id = l.id and a.number = l.attempts
             where l.state in ('delivering', 'retrying', 'failed', 'unknown') -- as the index has it
               and l.state in ('delivering', 'unknown') and a.started_at >= :since""";

    private FindQuoteOwners() {}

    static QuoteOwners find(Handle handle, Collection<String> quoteIds, Instant since) {
        Map<String, QuoteOwners.Owner> owners = new HashMap<>();
        List<String> ids = List.copyOf(quoteIds);
        for (int from = 0; from < ids.size(); from += AT_A_TIME) {
            readOwners(handle, ids.subList(from, Math.min(ids.size(), from + AT_A_TIME)), owners);
        }
        List<QuoteOwners.InDoubt> inDoubt = new ArrayList<>(handle.createQuery(IN_DOUBT)
                .bind("since", since.toEpochMilli())
                .map((row, context) -> new QuoteOwners.InDoubt(
                        row.getString("id"),
                        Bind.timeOf(row, "started_at"),
                        new Customer(
                                row.getString("customer_name"),
                                row.getString("customer_email"),
                                row.getString("customer_phone"),
                                row.getString("customer_company"))))
                .list());
        return new QuoteOwners(owners, inDoubt);
    }

    private static void readOwners(Handle handle, List<String> ids, Map<String, QuoteOwners.Owner> owners) {
        handle.createQuery(OWNERS)
                .bindList("ids", ids)
                .map((row, context) -> Map.entry(
                        row.getString("salesbyte_id"),
                        new QuoteOwners.Owner(
                                row.getString("lead_id"), Bind.time(row, "called_at"), row.getString("target"))))
                .forEach(owner -> owners.put(owner.getKey(), owner.getValue()));
    }
}
