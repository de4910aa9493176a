package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Deletes what is old and belongs to no lead: replays of many whose runs are gone, and system messages. */
final class PurgeOthers implements Work<Boolean> {
    private static final List<String> OLD = List.of(
            """
            delete from replay
             where state <> 'running' and coalesce(ended_at, opened_at) < ?
               and not exists (select 1 from run where run.replay_id = replay.id)""",
            """
            delete from outbox_message
             where lead_id is null and next_at is null and coalesce(sent_at, parked_at, created_at) < ?""");

    private final Instant before;

    PurgeOthers(Instant before) {
        this.before = before;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        for (String old : OLD) {
            Bind.to(session.prepare(old)).time(before).update();
        }
        return true;
    }
}
