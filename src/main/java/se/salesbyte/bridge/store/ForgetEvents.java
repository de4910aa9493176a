package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes events out of the dedupe memory whose lead is gone and whose window is over. Results in how many went. Which
 * these are is found by walking through the whole memory beside the writer: an index from leads to their events would
 * cost each event something, and nothing else would use it.
 */
final class ForgetEvents implements Work<Integer> {
    private static final int LOOKED_AT = 1_000;
    private static final int AT_ONCE = 100;

    static final String LOOK =
            """
            select d.source, d.dedupe_key, l.id from dedupe d left join lead l on l.id = d.lead_id
             where (d.source, d.dedupe_key) > (?, ?)
             order by d.source, d.dedupe_key limit ?""";
    private static final String FORGET =
            """
            delete from dedupe
             where source = ? and dedupe_key = ? and (expires_at is null or expires_at <= ?)
               and not exists (select 1 from lead where lead.id = dedupe.lead_id)""";

    private final List<Event> events;
    private final Instant now;

    /** @param events to be looked at once more */
    ForgetEvents(List<Event> events, Instant now) {
        this.events = events;
        this.now = now;
    }

    /**
     * A part of the memory.
     *
     * @param last where it ends; null if nothing comes after it
     */
    record Part(List<Event> withoutLead, @Nullable Event last) {
        /** What has no lead, as many at a time as the writer should have. */
        List<List<Event>> few() {
            List<List<Event>> few = new ArrayList<>();
            for (int from = 0; from < withoutLead.size(); from += AT_ONCE) {
                few.add(withoutLead.subList(from, Math.min(withoutLead.size(), from + AT_ONCE)));
            }
            return few;
        }
    }

    /** What an event is known by. */
    static final class Event {
        /** Before all others. */
        static final Event FIRST = new Event("", new byte[0]);

        private final String source;
        private final byte[] key;

        private Event(String source, byte[] key) {
            this.source = source;
            this.key = key;
        }
    }

    /** Looks at the next ones. */
    static Part look(DataSource readers, Event after) throws SQLException {
        List<Event> withoutLead = new ArrayList<>();
        Event last = null;
        int looked = 0;
        try (Connection connection = readers.getConnection();
                PreparedStatement statement = connection.prepareStatement(LOOK);
                ResultSet row = Bind.to(statement)
                        .text(after.source)
                        .bytes(after.key)
                        .number(LOOKED_AT)
                        .query()) {
            while (row.next()) {
                looked++;
                last = new Event(row.getString("source"), row.getBytes("dedupe_key"));
                if (row.getString("id") == null) {
                    withoutLead.add(last);
                }
            }
        }
        return new Part(withoutLead, looked == LOOKED_AT ? last : null);
    }

    @Override
    public Integer run(Session session) throws SQLException {
        int forgotten = 0;
        for (Event event : events) {
            forgotten += Bind.to(session.prepare(FORGET))
                    .text(event.source)
                    .bytes(event.key)
                    .time(now)
                    .update();
        }
        return forgotten;
    }

    /** Changes nothing of any lead. */
    @Override
    public boolean writes() {
        return false;
    }
}
