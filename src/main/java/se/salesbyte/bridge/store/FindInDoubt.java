package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what a process left behind between intent and outcome. Where the store is shared, that is what is owned by no
 * replica that lives; it is ours then, so that one of them alone settles it.
 */
final class FindInDoubt implements Work<List<InDoubt>> {
    private static final String IN_DOUBT =
            """
            select l.id, l.source, l.event_id, l.received_at, l.attempts, l.attempts_before, l.customer_name,
                   l.customer_email, l.customer_phone, l.customer_company, l.unseen_from, a.started_at, a.reference
              from lead l join attempt a on a.lead_id = l.id and a.number = l.attempts
             where l.state in ('delivering', 'retrying', 'failed', 'unknown') -- as the index has it
               and l.state = 'delivering'""";
    private static final String IN_ORDER = " order by l.id";
    private static final String OURS_NOW = " and l.id = any(?)";
    private static final String ADOPT =
            """
            update lead set owner = ?
             where state in ('delivering', 'retrying', 'failed', 'unknown') and state = 'delivering'
               and not exists (select 1 from replica where replica.id = lead.owner and replica.ended_at is null)
            returning id""";

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public List<InDoubt> run(Session session) throws SQLException {
        String owner = session.owner();
        return owner == null
                ? read(Bind.to(session.prepare(IN_DOUBT + IN_ORDER)))
                : read(Bind.to(session.prepare(IN_DOUBT + OURS_NOW + IN_ORDER)).texts(adopt(session, owner)));
    }

    private static List<String> adopt(Session session, String owner) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet row = Bind.to(session.prepare(ADOPT)).text(owner).query()) {
            while (row.next()) {
                ids.add(row.getString("id"));
            }
        }
        return ids;
    }

    private static List<InDoubt> read(Bind statement) throws SQLException {
        List<InDoubt> found = new ArrayList<>();
        try (ResultSet row = statement.query()) {
            while (row.next()) {
                found.add(new InDoubt(
                        row.getString("id"),
                        row.getString("source"),
                        row.getString("event_id"),
                        Bind.timeOf(row, "received_at"),
                        row.getInt("attempts"),
                        row.getInt("attempts_before"),
                        Bind.timeOf(row, "started_at"),
                        Bind.time(row, "unseen_from") != null,
                        new Customer(
                                row.getString("customer_name"),
                                row.getString("customer_email"),
                                row.getString("customer_phone"),
                                row.getString("customer_company")),
                        row.getString("reference")));
            }
        }
        return found;
    }
}
