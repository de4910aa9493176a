package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Keeps a replay of many, which takes in the leads there are now. */
final class OpenReplay implements Work<Boolean> {
    private static final String LAST = "select coalesce(max(id), '') as id from lead";
    private static final String REPLAY =
            """
            insert into replay(id, opened_at, state, lead_state, source, text, received_from, received_to, force,
                   reason, opened_by, planned, position, last_id)
            values(?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final NewReplay replay;

    OpenReplay(NewReplay replay) {
        this.replay = replay;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        return Bind.to(session.prepare(REPLAY))
                        .text(replay.id())
                        .time(replay.at())
                        .text(replay.leads().word())
                        .text(replay.source())
                        .text(replay.text())
                        .time(replay.from())
                        .time(replay.to())
                        .number(replay.force() ? 1 : 0)
                        .text(replay.by().reason())
                        .text(replay.by().name())
                        .number(replay.planned())
                        .text(LeadIds.lastBefore(replay.from()))
                        .text(lastId(session))
                        .update()
                == 1;
    }

    private String lastId(Session session) throws SQLException {
        String newest;
        try (ResultSet row = Bind.to(session.prepare(LAST)).query()) {
            newest = row.next() ? row.getString("id") : "";
        }
        String bound = replay.to() == null ? LeadIds.AFTER_ALL : LeadIds.lastBefore(replay.to());
        return newest.compareTo(bound) < 0 ? newest : bound;
    }
}
