package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Ends the alarm of a topic, if one stands, and tells people if that is in time. Of one that they have not heard of yet they
 * hear as a whole later.
 */
final class EndAlarm implements Work<Boolean> {
    private static final String END =
            "update alarm set ended_at = ? where topic = ? and ended_at is null returning id, told_at";
    private static final String TOLD = "update alarm set end_told_at = ? where id = ?";

    private final String topic;
    private final TellInTime tell;
    private final Instant at;

    EndAlarm(String topic, TellInTime tell, Instant at) {
        this.topic = topic;
        this.tell = tell;
        this.at = at;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        String id;
        boolean known;
        try (ResultSet row = Bind.to(session.prepare(END)).time(at).text(topic).query()) {
            if (!row.next()) {
                return false;
            }
            id = row.getString("id");
            known = Bind.time(row, "told_at") != null;
        }
        if (known && tell.tell(session)) {
            Bind.to(session.prepare(TOLD)).time(at).text(id).update();
        }
        return true;
    }

    @Override
    public void committed(Boolean ended) {
        if (ended) {
            tell.committed();
        }
    }
}
