package se.salesbyte.bridge.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The file in a bridge's data folder. */
final class SqliteDatabase implements StoreDatabase {
    private final Path file;

    /** @param home of the bridge */
    SqliteDatabase(Path home) {
        this.file = home.resolve("data").resolve("bridge.db").toAbsolutePath();
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro&busy_timeout=10000");
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public String integrity() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma integrity_check")) {
            return rows.next() ? rows.getString(1) : "no answer";
        } catch (SQLException e) {
            throw new IllegalStateException("the store cannot be checked", e);
        }
    }
}
