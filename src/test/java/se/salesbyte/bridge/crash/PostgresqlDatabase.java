package se.salesbyte.bridge.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import se.salesbyte.bridge.testing.Database;

/** A database of PostgreSQL. Its indexes are checked against its tables by {@code amcheck}. */
final class PostgresqlDatabase implements StoreDatabase {
    private static final String CHECK =
            """
            select count(bt_index_check(index => c.oid, heapallindexed => true))
              from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
             where a.amname = 'btree' and c.relpersistence = 'p' and i.indisvalid""";

    private final Database database;

    PostgresqlDatabase(Database database) {
        this.database = database;
    }

    @Override
    public Connection connect() throws SQLException {
        return database.connect();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String integrity() {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists amcheck");
            try (ResultSet rows = statement.executeQuery(CHECK)) {
                return rows.next() && rows.getInt(1) > 0 ? "ok" : "nothing was checked";
            }
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
