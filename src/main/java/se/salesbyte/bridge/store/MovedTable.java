package se.salesbyte.bridge.store;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table that is moved from one database to another, whole but for what a database keeps of itself.
 *
 * @param key the columns that tell its rows apart and that both databases sort alike
 * @param where which rows are moved
 */
record MovedTable(String name, List<String> key, String where) {
    /** Stands in {@code setting} while leads are moved into a database: it is nobody's to run on then. */
    static final String MARKER = "moving";

    /**
     * All, those first that others refer to. Not those of the search index, which one database alone has, nor those of
     * replicas. The size of the quarantine comes after what a trigger counts.
     */
    static final List<MovedTable> ALL = List.of(
            new MovedTable("setting", List.of("name"), "name not in ('" + MARKER + "', 'rewritten', 'probe')"),
            whole("source", "name"),
            whole("lead", "id"),
            whole("lead_body", "lead_id"),
            whole("attempt", "lead_id", "number"),
            whole("dedupe", "source", "dedupe_key"),
            whole("event", "lead_id", "event_id"), // an id of theirs may hold a NUL, and then sorts otherwise
            whole("outbox_message", "id"),
            whole("refused", "id"),
            whole("quarantine", "id"),
            whole("timeline", "seq"),
            whole("replay", "id"),
            whole("run", "lead_id", "number"),
            whole("contact", "digest", "lead_id"),
            whole("look_up", "lead_id", "attempt"),
            whole("quote", "salesbyte_id", "lead_id", "attempt"),
            whole("alarm", "id"),
            whole("alarm_told", "id"),
            whole("received_hour", "source", "hour"));

    private static MovedTable whole(String name, String... key) {
        return new MovedTable(name, List.of(key), "1 = 1");
    }

    /**
     * Its columns, of the kinds that the target has.
     *
     * @throws SQLException if the source has other ones
     */
    List<MovedColumn> columns(Connection source, Connection target) throws SQLException {
        try (Statement there = target.createStatement();
                ResultSet empty = there.executeQuery("select * from " + name + " where 1 = 0")) {
            List<MovedColumn> columns = MovedColumn.of(empty.getMetaData());
            Set<String> names =
                    new HashSet<>(columns.stream().map(MovedColumn::name).toList());
            if (!names.equals(names(source))) {
                throw new SQLException("the table " + name + " has other columns in the file: use one version of the"
                        + " bridge for both");
            }
            return columns;
        }
    }

    /** Of these columns, in the order of the key. */
    String select(List<MovedColumn> columns) {
        return "select " + names(columns) + " from " + name + " where " + where + " order by " + String.join(", ", key);
    }

    String insert(List<MovedColumn> columns) {
        return "insert into " + name + "(" + names(columns) + ") values("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    private Set<String> names(Connection source) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement here = source.createStatement();
                ResultSet column = here.executeQuery("select name from pragma_table_info('" + name + "')")) {
            while (column.next()) {
                names.add(column.getString("name"));
            }
        }
        return names;
    }

    private static String names(List<MovedColumn> columns) {
        return columns.stream().map(column -> '"' + column.name() + '"').collect(joining(", "));
    }
}
