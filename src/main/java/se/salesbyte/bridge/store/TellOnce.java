package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Tells people of something that replicas find each for itself: when the first one does, and when the last one does no more.
 * The message goes with the change or not at all. What replicas found that are no more does not count. A store that
 * nobody shares has it told each time, unless {@code telling} knows better.
 *
 * <p>The row without a replica says that people were told; whoever changes something of the topic locks it.
 */
final class TellOnce implements Work<Boolean> {
    private static final String LOCK =
            """
            insert into standing(topic, replica, since) values(?, '', ?)
            on conflict(topic, replica) do update set since = standing.since""";
    private static final String FOUND =
            """
            select 1 from standing join replica on replica.id = standing.replica
             where topic = ? and ended_at is null limit 1""";
    private static final String FIND =
            "insert into standing(topic, replica, since) values(?, ?, ?) on conflict(topic, replica) do nothing";
    private static final String TOLD = "select 1 from standing where topic = ? and replica = ''";
    private static final String LOSE = "delete from standing where topic = ? and replica = ?";
    private static final String FORGET = "delete from standing where topic = ?";

    private final String topic;
    private final boolean begins;
    private final Work<Boolean> telling;
    private final Instant at;

    /**
     * @param begins whether this replica finds it so, or no more
     * @param telling run if people are to be told
     */
    TellOnce(String topic, boolean begins, Work<Boolean> telling, Instant at) {
        this.topic = topic;
        this.begins = begins;
        this.telling = telling;
        this.at = at;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        String replica = session.owner();
        boolean tells = replica == null || (begins ? isFirst(session, replica) : wasLast(session, replica));
        return tells && telling.run(session);
    }

    @Override
    public void committed(Boolean told) {
        if (told) {
            telling.committed(told);
        }
    }

    private boolean isFirst(Session session, String replica) throws SQLException {
        Bind.to(session.prepare(LOCK)).text(topic).time(at).update();
        boolean first = !isFound(session);
        Bind.to(session.prepare(FIND)).text(topic).text(replica).time(at).update();
        return first;
    }

    /** Also of what no replica found for itself. The lock has those that find it no more at one moment wait for each other. */
    private boolean wasLast(Session session, String replica) throws SQLException {
        try (ResultSet row = Bind.to(session.prepareLocking(TOLD)).text(topic).query()) {
            row.next();
        }
        Bind.to(session.prepare(LOSE)).text(topic).text(replica).update();
        boolean last = !isFound(session);
        if (last) {
            Bind.to(session.prepare(FORGET)).text(topic).update();
        }
        return last;
    }

    private boolean isFound(Session session) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare(FOUND)).text(topic).query()) {
            return row.next();
        }
    }
}
