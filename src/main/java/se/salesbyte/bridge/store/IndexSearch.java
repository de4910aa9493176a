package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the next few leads whose customer changed into the table {@code search}. Results in whether there may be more. */
final class IndexSearch implements Work<Boolean> {
    /** Some ten milliseconds of the writer; under load a group has one such batch among its own work. */
    private static final int AT_ONCE = 500;

    private static final String DUE =
            """
            select d.seq, d.lead_id, l.customer_name, l.customer_email, l.customer_phone, l.customer_company
              from search_due d left join lead l on l.id = d.lead_id
             where d.seq > 0 order by d.seq desc limit\s"""
                    + AT_ONCE;
    private static final String THERE = "select lead_id from search where rowid = ?";
    private static final String REMOVE = "delete from search where rowid = ?";
    private static final String ADD = "insert into search(rowid, text, lead_id) values(?, ?, ?)";
    private static final String DONE = "delete from search_due where seq = ?";
    private static final String STAYS =
            "insert into search_due(seq, lead_id) select min(0, coalesce(min(seq), 0)) - 1, ? from search_due";

    @Override
    public Boolean run(Session session) throws SQLException {
        Map<String, String> texts = new LinkedHashMap<>();
        List<Long> done = new ArrayList<>();
        try (ResultSet due = Bind.to(session.prepare(DUE)).query()) {
            while (due.next()) {
                done.add(due.getLong("seq"));
                Customer customer = new Customer(
                        due.getString("customer_name"),
                        due.getString("customer_email"),
                        due.getString("customer_phone"),
                        due.getString("customer_company"));
                texts.put(due.getString("lead_id"), SearchText.indexed(customer));
            }
        }
        for (Map.Entry<String, String> lead : texts.entrySet()) {
            put(session, lead.getKey(), lead.getValue());
        }
        for (long seq : done) {
            Bind.to(session.prepare(DONE)).number(seq).update();
        }
        return done.size() == AT_ONCE;
    }

    /** Changes nothing of any lead. */
    @Override
    public boolean writes() {
        return false;
    }

    private static void put(Session session, String lead, String text) throws SQLException {
        long row = SearchRows.of(lead);
        try (ResultSet there = Bind.to(session.prepare(THERE)).number(row).query()) {
            if (there.next()) {
                if (!lead.equals(there.getString("lead_id"))) { // of another start, in the same millisecond
                    Bind.to(session.prepare(STAYS)).text(lead).update();
                    return;
                }
                Bind.to(session.prepare(REMOVE)).number(row).update();
            }
        }
        if (!text.isEmpty()) {
            Bind.to(session.prepare(ADD)).number(row).text(text).text(lead).update();
        }
    }
}
