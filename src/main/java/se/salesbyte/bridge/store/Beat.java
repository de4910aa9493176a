package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a replica does every third of its lease: it says that it lives, as each transaction does; puts out those whose lease
 * has ended; and gives back what they had in hand without an intent. Results in whether any were put out.
 */
final class Beat implements Work<Beat.Found> {
    private static final String PUT_OUT = "update replica set ended_at = " + Tenure.NOW
            + " where id in (select id from replica where ended_at is null and lease_until < " + Tenure.NOW
            + " for update skip locked) returning name";
    private static final String UNCLEARED =
            "select id from replica where ended_at is not null and cleared_at is null for update skip locked";
    private static final String FINDS_NOTHING = "delete from standing where replica = ?";
    private static final String CLEARED = "update replica set cleared_at = " + Tenure.NOW + " where id = ?";
    private static final String FORGET = "delete from replica where cleared_at < " + Tenure.NOW
            + " - 86400000"; // nobody asks for its commits any more
    private static final String IN_DOUBT =
            """
            select 1 from lead
             where state in ('delivering', 'retrying', 'failed', 'unknown') and state = 'delivering'
               and not exists (select 1 from replica where replica.id = lead.owner and replica.ended_at is null)
             limit 1""";

    private final Set<String> leads;
    private final Set<String> messages;

    /**
     * @param leads the ids of those in anybody's hands here; confined to the writer's thread
     * @param messages likewise
     */
    Beat(Set<String> leads, Set<String> messages) {
        this.leads = leads;
        this.messages = messages;
    }

    /**
     * What it came upon.
     *
     * @param putOut the names of those that were put out
     * @param givenBack whether something that they had in hand may be due now
     * @param inDoubt whether leads of them have an intent and no outcome
     */
    record Found(List<String> putOut, boolean givenBack, boolean inDoubt) {}

    @Override
    public Found run(Session session) throws SQLException {
        List<String> putOut = session.dialect().membership().mayPutOut() ? texts(session, PUT_OUT, "name") : List.of();
        giveBackIdle(session);
        List<String> ended = texts(session, UNCLEARED, "id");
        for (String id : ended) {
            Ownership.giveBackAll(session, id);
            Bind.to(session.prepare(FINDS_NOTHING)).text(id).update();
            Bind.to(session.prepare(CLEARED)).text(id).update();
        }
        Bind.to(session.prepare(FORGET)).update();
        try (ResultSet row = Bind.to(session.prepare(IN_DOUBT)).query()) {
            return new Found(putOut, !ended.isEmpty(), row.next());
        }
    }

    @Override
    public boolean writes() {
        return false;
    }

    /** What is ours and in nobody's hands: taken in a commit whose end nobody was told, or offered to one without room. */
    private void giveBackIdle(Session session) throws SQLException {
        Ownership.giveBackIdle(
                session,
                "lead",
                Stream.concat(leads.stream(), session.arrivals().ids()).toList());
        Ownership.giveBackIdle(session, "outbox_message", List.copyOf(messages));
    }

    private static List<String> texts(Session session, String sql, String column) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet row = Bind.to(session.prepare(sql)).query()) {
            while (row.next()) {
                texts.add(row.getString(column));
            }
        }
        return texts;
    }
}
