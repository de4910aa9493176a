package se.salesbyte.bridge.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks into the bridge's store past the bridge, whether it runs or not. Changes nothing. */
final class StoredLeads {
    private final StoreDatabase database;

    /** One row, as far as it matters here. */
    record Row(String id, String state, @Nullable String reason, @Nullable String quote) {}

    StoredLeads(StoreDatabase database) {
        this.database = database;
    }

    /** Leads that are due, in hand, or waiting for anything. */
    int unfinished() {
        return query(
                "select count(*) from lead where state in ('accepted', 'delivering', 'retrying') or waiting is not null",
                rows -> rows.next() ? rows.getInt(1) : 0);
    }

    /** The attempts that are in hand, each told apart from all others; none if the store is not made yet. */
    Set<String> inHand() {
        if (!isMade()) {
            return Set.of();
        }
        return query("select id || ' ' || attempts from lead where state = 'delivering'", rows -> {
            Set<String> attempts = new HashSet<>();
            while (rows.next()) {
                attempts.add(rows.getString(1));
            }
            return attempts;
        });
    }

    boolean isAnyDelivered() {
        return query("select 1 from attempt where outcome = 'delivered' limit 1", ResultSet::next);
    }

    /** All leads, by event id. */
    Map<String, Row> byEvent() {
        return query("select event_id, id, state, reason, salesbyte_id from lead", rows -> {
            Map<String, Row> leads = new HashMap<>();
            while (rows.next()) {
                leads.put(
                        rows.getString(1),
                        new Row(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
            }
            return leads;
        });
    }

    /** Events of which there is more than one lead; and all without an event, if there are any. */
    List<String> keptTwice() {
        return query(
                "select coalesce(event_id, 'no event') from lead group by event_id having count(*) > 1 or event_id is null",
                rows -> {
                    List<String> events = new ArrayList<>();
                    while (rows.next()) {
                        events.add(rows.getString(1));
                    }
                    return events;
                });
    }

    /** How many leads stayed unknown, by what their last attempt says of it. */
    Map<String, Integer> whyUnknown() {
        return query(
                """
                select coalesce(a.detail, 'nothing said'), count(*)
                  from lead l left join attempt a on a.lead_id = l.id and a.number = l.attempts
                 where l.state = 'unknown' group by 1""",
                rows -> {
                    Map<String, Integer> counts = new TreeMap<>();
                    while (rows.next()) {
                        counts.put(rows.getString(1), rows.getInt(2));
                    }
                    return counts;
                });
    }

    /** See {@link StoreDatabase#integrity}. */
    String integrity() {
        return database.integrity();
    }

    /** Everything that is kept of the lead of that event, for whoever looks into what went wrong. */
    String story(String event) {
        StringBuilder story = new StringBuilder();
        for (String table : List.of(
                "lead where event_id = ?",
                "attempt where lead_id in (select id from lead where event_id = ?) order by number",
                "timeline where lead_id in (select id from lead where event_id = ?) order by seq")) {
            try (Connection connection = database.connect();
                    PreparedStatement statement = connection.prepareStatement("select * from " + table)) {
                statement.setString(1, event);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        story.append(row(table, rows));
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the store cannot be read", e);
            }
        }
        return story.toString();
    }

    private static String row(String table, ResultSet rows) throws SQLException {
        StringBuilder line = new StringBuilder(table.substring(0, table.indexOf(' '))).append(':');
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            String value = rows.getString(i);
            if (value != null) {
                line.append(' ')
                        .append(rows.getMetaData().getColumnLabel(i))
                        .append('=')
                        .append(value);
            }
        }
        return line.append('\n').toString();
    }

    private boolean isMade() {
        if (!database.exists()) {
            return false;
        }
        try (Connection connection = database.connect();
                ResultSet tables = connection.getMetaData().getTables(null, null, "attempt", null)) {
            return tables.next();
        } catch (SQLException e) {
            throw new IllegalStateException("the store cannot be read", e);
        }
    }

    private <T> T query(String sql, Reading<T> reading) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reading.of(rows);
        } catch (SQLException e) {
            throw new IllegalStateException("the store cannot be read", e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }
}
