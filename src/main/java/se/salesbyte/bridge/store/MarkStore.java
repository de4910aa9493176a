package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Tells a store that it came back with a backup which was made by other means than ours; its next start goes by it. */
public final class MarkStore {
    private static final String MARK =
            """
            insert into setting(name, value) values(?, ?)
            on conflict(name) do update set value = excluded.value""";

    private MarkStore() {}

    /**
     * Marks a file, with the bridge stopped.
     *
     * @return when its newest lead came: the backup was not made before that
     * @throws BackupRefusedException if there is none
     * @throws StoreUnavailableException if a bridge runs on it
     */
    public static Instant sqlite(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BackupRefusedException("there is no store in " + file + ": put it there first");
        }
        DataFolder held = DataFolder.lock(DataFolder.of(file));
        try (SqliteDialect dialect = new SqliteDialect(file)) {
            dialect.migrate();
            try (Connection connection = dialect.openWriter()) {
                connection.setAutoCommit(false);
                return mark(connection);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(file + " could not be marked: " + e.getMessage(), e);
        } finally {
            held.close();
        }
    }

    /**
     * Marks a database, with all replicas stopped.
     *
     * @return when its newest lead came: the backup was not made before that
     * @throws StoreUnavailableException if a replica runs on it, or it does not answer
     */
    public static Instant postgresql(StoreAddress address) {
        try (PostgresqlDialect dialect = new PostgresqlDialect(address, LeadStore.NEVER_ASKED)) {
            dialect.migrate();
            try (Connection connection = PostgresqlDialect.openMover(address);
                    Statement statement = connection.createStatement()) {
                MoveTarget.requireNoReplica(statement, address);
                return mark(connection);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(address + " could not be marked: " + e.getMessage(), e);
        }
    }

    private static Instant mark(Connection connection) throws SQLException {
        Instant newest = MarkRestored.newest(connection);
        try (PreparedStatement mark = connection.prepareStatement(MARK)) {
            Bind.to(mark)
                    .text(MarkRestored.MARKER)
                    .bytes(String.valueOf(newest.toEpochMilli()).getBytes(UTF_8))
                    .update();
        }
        connection.commit();
        return newest;
    }
}
