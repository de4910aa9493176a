package se.salesbyte.bridge.store;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database that leads are moved into: nobody runs on it from {@link #begin} to {@link #end}. */
final class MoveTarget {
    private static final String LIVES = "select name from replica where ended_at is null and lease_until > "
            + Tenure.NOW + " order by name limit 1";
    private static final String MARKED = "select 1 from setting where name = '" + MovedTable.MARKER + "'";
    /** What is lost when the tables are emptied, but for what any start leaves there. */
    private static final String HOLDS = MovedTable.ALL.stream()
            .map(MovedTable::name)
            .filter(name -> !name.equals("setting") && !name.equals("source") && !name.equals("quarantine"))
            .map(name -> "select 1 from " + name)
            .collect(joining(" union all ", "", " union all select 1 from setting where name like 'source-secret:%'"));

    private static final String EMPTY =
            MovedTable.ALL.stream().map(MovedTable::name).collect(joining(", ", "truncate ", " restart identity"));

    private final StoreAddress address;
    private final Connection connection;

    /** @param connection does not commit by itself */
    MoveTarget(StoreAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
    }

    /**
     * Marks it and empties its tables.
     *
     * @throws MoveRefusedException if a replica lives there, or leads of others than of an earlier move
     */
    void begin() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            requireNoReplica(statement, address);
            if (!has(statement, MARKED) && has(statement, HOLDS)) {
                throw new MoveRefusedException(address + " has leads already, or secrets, refused requests or replays:"
                        + " name an empty database");
            }
            statement.execute("update replica set ended_at = " + Tenure.NOW
                    + " where ended_at is null"); // whoever hangs and comes back finds the marker too
            statement.execute(EMPTY);
            statement.execute("insert into setting(name, value) values('" + MovedTable.MARKER + "', '')");
        }
        connection.commit();
    }

    /**
     * Keeps replicas from joining until the transaction's end: they wait, and find what it has marked.
     *
     * @throws MoveRefusedException if one is there
     */
    static void requireNoReplica(Statement statement, StoreAddress address) throws SQLException {
        statement.execute("set lock_timeout = '10s'");
        statement.execute("lock table replica in share row exclusive mode");
        try (ResultSet replica = statement.executeQuery(LIVES)) {
            if (replica.next()) {
                throw new MoveRefusedException("the replica " + replica.getString("name") + " runs on " + address
                        + ": stop all of them first");
            }
        }
    }

    /** What follows a copy: the next numbers, and what the database plans its queries by. */
    void complete() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select setval(pg_get_serial_sequence('timeline', 'seq'), coalesce(max(seq), 1),"
                    + " max(seq) is not null) from timeline");
            statement.execute(MovedTable.ALL.stream().map(MovedTable::name).collect(joining(", ", "analyze ", "")));
        }
        connection.commit();
    }

    /** Replicas may run on it from now on. */
    void end() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from setting where name = '" + MovedTable.MARKER + "'");
        }
        connection.commit();
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query + " limit 1")) {
            return row.next();
        }
    }
}
