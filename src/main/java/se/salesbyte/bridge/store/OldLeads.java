package se.salesbyte.bridge.store;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Which leads are old: they have ended, no message of theirs is to be sent, and nothing was done with them for long.
 * Those that wait for a person or for anything else are never old.
 *
 * @param states in which a lead has ended
 * @param before when the last thing may have been done with them at the latest
 */
record OldLeads(Set<LeadState> states, Instant before) {
    private static final String NOTHING_SINCE =
            """
            not exists (select 1 from attempt a
                                where a.lead_id = lead.id and coalesce(a.ended_at, a.started_at) >= ?)
               and not exists (select 1 from timeline t where t.lead_id = lead.id and t.at >= ?)
               and not exists (select 1 from run r where r.lead_id = lead.id and r.opened_at >= ?)
               and not exists (select 1 from outbox_message m
                                where m.lead_id = lead.id
                                  and (m.next_at is not null or coalesce(m.sent_at, m.parked_at, m.created_at) >= ?))""";

    /** Of a row of {@code lead}; {@link #bind} has its parameters. */
    String areOld() {
        return "state in ('" + states.stream().map(LeadState::word).sorted().collect(joining("', '")) + "') and "
                + NOTHING_SINCE;
    }

    /** Along the primary key, which begins with the time of receipt: no index of its own, so nothing to write for it. */
    String find() {
        return "select id from lead where id > ? and id < ? and " + areOld() + " order by id limit ?";
    }

    /**
     * The next ones, in the order of their ids.
     *
     * @param after the last id that was found; empty for the first ones
     */
    List<String> find(DataSource readers, String after, int limit) throws SQLException {
        List<String> found = new ArrayList<>(limit);
        try (Connection connection = readers.getConnection();
                PreparedStatement statement = connection.prepareStatement(find());
                ResultSet row = bind(Bind.to(statement).text(after).text(LeadIds.firstAt(before)))
                        .number(limit)
                        .query()) {
            while (row.next()) {
                found.add(row.getString("id"));
            }
        }
        return found;
    }

    /** Binds the parameters of {@link #areOld}. */
    Bind bind(Bind bind) throws SQLException {
        return bind.time(before).time(before).time(before).time(before);
    }
}
