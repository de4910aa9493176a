package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a file to the schema of this version; Flyway is only asked where it has another one, as it takes its time. */
final class Migrations {
    /** Of the scripts beside this class. */
    private static final String NEWEST = "11";

    private static final String SCRIPTS = "classpath:se/salesbyte/bridge/store/sqlite";

    private static final String IS_KEPT = "select 1 from sqlite_master where name = 'flyway_schema_history'";
    private static final String AS_APPLIED =
            """
            select version, (select count(*) from flyway_schema_history where success = 0) as failed
            from flyway_schema_history order by installed_rank desc limit 1""";

    private final DataSource database;

    Migrations(DataSource database) {
        this.database = database;
    }

    /** @throws SQLException if the file cannot be read */
    void run() throws SQLException {
        if (!isNewest()) {
            Flyway.configure()
                    .dataSource(database)
                    .locations(SCRIPTS)
                    .ignoreMigrationPatterns(new String[0]) // not even those of a newer version
                    .load()
                    .migrate();
        }
    }

    /** Whether the last script that was applied is the newest of this version, and none failed. */
    boolean isNewest() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            return hasRow(statement, IS_KEPT) && isNewest(statement);
        }
    }

    private static boolean hasRow(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    private static boolean isNewest(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(AS_APPLIED)) {
            return row.next() && NEWEST.equals(row.getString("version")) && row.getInt("failed") == 0;
        }
    }
}
