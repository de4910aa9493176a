package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** A store's file that nobody runs on, as backups are: what it says of itself, and whether it is whole. */
final class SqliteCopy implements AutoCloseable {
    /** Stands in {@code setting} of a backup: the name of the file that it was made of. */
    private static final String ORIGIN = "backup-of";

    private static final String OWNER_ALONE = "rw-------";
    private static final String KEEP =
            "insert into setting(name, value) values(?, ?) on conflict(name) do update set value = excluded.value";
    private static final String OURS =
            "select count(*) from sqlite_master where name in ('setting', 'lead', 'flyway_schema_history')";
    private static final int OUR_TABLES = 3;

    private static final Set<SQLiteErrorCode> DAMAGES =
            Set.of(SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);

    private final Path file;
    private final Connection connection;

    /**
     * Opens it.
     *
     * @throws BackupRefusedException if it is no file of SQLite
     * @throws SQLException if it cannot be written
     */
    SqliteCopy(Path file) throws SQLException {
        this.file = file;
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try {
            SqliteDialect.pragmas(connection, "journal_mode=DELETE"); // all of it is in one file then
        } catch (SQLException e) {
            connection.close();
            throw told(e);
        }
    }

    /**
     * Makes an empty file that nobody else may read; where the system has no such permissions, as its folder has it.
     *
     * @throws IOException if there is one
     */
    static void create(Path file) throws IOException {
        boolean posix = Files.getFileStore(DataFolder.of(file)).supportsFileAttributeView("posix");
        Files.createFile(
                file,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE))
                        }
                        : new FileAttribute<?>[0]);
    }

    /** Refuses what the disk of that folder has no room for; some is left for others. */
    static void requireRoom(Path folder, long bytes) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        if (disk.getUsableSpace() < bytes + bytes / 10) {
            throw new BackupRefusedException(folder + " has room for " + disk.getUsableSpace() + " bytes, and it takes "
                    + bytes + ": make room, or name another place");
        }
    }

    /** Brings it to the disk, and the name that it has in its folder too. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        forceFolder(file);
    }

    /** The names in the folder of that file. */
    static void forceFolder(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(DataFolder.of(file), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Refuses it unless it is a whole store of ours.
     *
     * @throws BackupRefusedException naming the first fault
     */
    void requireWhole() throws SQLException {
        try {
            check();
        } catch (SQLException e) {
            throw told(e);
        }
    }

    private void check() throws SQLException {
        if (number(OURS) != OUR_TABLES) {
            throw new BackupRefusedException(file + " is no store of a bridge: name a file that backup has made");
        }
        String fault = text("pragma integrity_check(1)");
        if (!"ok".equals(fault)) {
            throw new BackupRefusedException(file + " is damaged, take another backup: " + fault);
        }
        if (text("pragma foreign_key_check") != null) {
            throw new BackupRefusedException(file + " is damaged, rows of it lack their lead: take another backup");
        }
    }

    /** Refuses one that a newer version has made. */
    void requireKnown() throws SQLException {
        String version = text("select version from flyway_schema_history order by installed_rank desc limit 1");
        if (version != null && Double.parseDouble(version) > Double.parseDouble(Migrations.newestOfSqlite())) {
            throw new BackupRefusedException(
                    file + " is of a newer version of the bridge: restore it with that version or a newer one");
        }
    }

    /** When it was made; of a file that does not say so, when its newest lead came, before which it was not made. */
    Instant madeAt() throws SQLException {
        String marked = setting(MarkRestored.MARKER);
        if (marked != null) {
            return Instant.ofEpochMilli(Long.parseLong(marked));
        }
        return MarkRestored.newest(connection);
    }

    /** The name of the file that it was made of; empty if it does not say so. */
    Optional<String> origin() throws SQLException {
        return Optional.ofNullable(setting(ORIGIN));
    }

    /** Says in it that it is a copy, which the first start from it goes by. */
    void mark(Instant madeAt, String origin) throws SQLException {
        keep(MarkRestored.MARKER, String.valueOf(madeAt.toEpochMilli()));
        keep(ORIGIN, origin);
    }

    /** How many leads it has that are neither delivered nor erased. */
    long undelivered() throws SQLException {
        return number("select count(*) from lead where state not in ('delivered', 'erased')");
    }

    /** How many leads it has. */
    long leads() throws SQLException {
        return number("select count(*) from lead");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The same, unless it is the file's fault. */
    private SQLException told(SQLException fault) {
        if (DAMAGES.contains(SQLiteErrorCode.getErrorCode(fault.getErrorCode() & 0xff))) {
            throw new BackupRefusedException(
                    file + " is no store of a bridge, or damaged: take another backup. " + fault.getMessage());
        }
        return fault;
    }

    private @Nullable String setting(String name) throws SQLException {
        return text("select cast(value as text) from setting where name = '" + name + "'");
    }

    private void keep(String name, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            Bind.to(statement).text(name).bytes(value.getBytes(UTF_8)).update();
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private @Nullable String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
