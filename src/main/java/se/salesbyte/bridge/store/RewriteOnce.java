package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Rewrites a file once, without what was ever deleted from it: older versions, and the migrations that they ran, did
 * not overwrite the pages that they freed. As slow as the file is large; the log has all of it afterwards.
 */
final class RewriteOnce {
    private static final String DONE = "select 1 from setting where name = 'rewritten'";
    private static final String REMEMBER =
            "insert into setting(name, value) values('rewritten', x'01') on conflict do nothing";

    private final String url;

    RewriteOnce(String url) {
        this.url = url;
    }

    /**
     * Does it, unless it was done.
     *
     * @throws SQLException if it cannot be done now, as when the disk lacks the room for a second copy
     */
    synchronized void run() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            // without secure_delete, the new pages keep copies of rows in the room that they have left
            SqliteDialect.pragmas(connection, "busy_timeout=10000", "secure_delete=ON");
            if (!isDone(statement)) {
                statement.execute("vacuum");
                SqliteDialect.pragmas(connection, "wal_checkpoint(TRUNCATE)");
                statement.execute(REMEMBER);
            }
        }
    }

    private static boolean isDone(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(DONE)) {
            return row.next();
        }
    }
}
