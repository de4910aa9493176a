package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings a database to the schema of this version; Flyway is only asked where it has another one, as it takes its time. */
final class Migrations {
    private static final String SCRIPTS = "classpath:se/salesbyte/bridge/store/";
    private static final String AS_APPLIED =
            """
            select version, (select count(*) from flyway_schema_history where success <> %s) as failed
            from flyway_schema_history order by installed_rank desc limit 1""";

    private final Of database;
    private final DataSource connections;

    /**
     * What differs between databases.
     *
     * @param scripts the folder beside this class
     * @param newest the version of its last script
     * @param isKept finds a row if there was a migration ever
     * @param yes how the history says that a script succeeded
     */
    private record Of(String scripts, String newest, String isKept, String yes) {
        static final Of SQLITE =
                new Of("sqlite", "14", "select 1 from sqlite_master where name = 'flyway_schema_history'", "1");
        static final Of POSTGRESQL =
                new Of("postgresql", "3", "select 1 where to_regclass('flyway_schema_history') is not null", "true");
    }

    private Migrations(Of database, DataSource connections) {
        this.database = database;
        this.connections = connections;
    }

    /** The version of the last script for files. */
    static String newestOfSqlite() {
        return Of.SQLITE.newest;
    }

    static Migrations sqlite(DataSource connections) {
        return new Migrations(Of.SQLITE, connections);
    }

    /** @param connections to the schema that is to be migrated, which there need not be yet */
    static Migrations postgresql(DataSource connections) {
        return new Migrations(Of.POSTGRESQL, connections);
    }

    /** @throws SQLException if the database cannot be read, or has the schema of a newer version */
    void run() throws SQLException {
        if (!isNewest()) {
            migrate();
        }
    }

    private void migrate() throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(connections)
                    .locations(SCRIPTS + database.scripts)
                    .ignoreMigrationPatterns(new String[0]) // not even those of a newer version
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new SQLException(
                    "a newer version of the bridge has been there, or somebody changed it: start that version here."
                            + " " + e.getMessage(),
                    e);
        }
    }

    /** Whether the last script that was applied is the newest of this version, and none failed. */
    boolean isNewest() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            return hasRow(statement, database.isKept) && isNewest(statement);
        }
    }

    private static boolean hasRow(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    private boolean isNewest(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(AS_APPLIED.formatted(database.yes))) {
            return row.next() && database.newest.equals(row.getString("version")) && row.getInt("failed") == 0;
        }
    }
}
