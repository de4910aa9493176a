package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds what a process left behind between intent and outcome. */
final class FindInDoubt implements Work<List<InDoubt>> {
    private static final String IN_DOUBT =
            """
            select l.*, a.started_at, a.reference
              from lead l join attempt a on a.lead_id = l.id and a.number = l.attempts
             where l.state in ('delivering', 'retrying', 'failed', 'unknown') -- as the index has it
               and l.state = 'delivering'
             order by l.id""";

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public List<InDoubt> run(Session session) throws SQLException {
        List<InDoubt> found = new ArrayList<>();
        try (ResultSet row = Bind.to(session.prepare(IN_DOUBT)).query()) {
            while (row.next()) {
                found.add(new InDoubt(
                        row.getString("id"),
                        row.getString("source"),
                        row.getString("event_id"),
                        Bind.timeOf(row, "received_at"),
                        row.getInt("attempts"),
                        row.getInt("attempts_before"),
                        Bind.timeOf(row, "started_at"),
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
