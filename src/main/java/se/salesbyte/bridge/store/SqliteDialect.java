package se.salesbyte.bridge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite in one file: WAL with {@code synchronous=FULL}, 8 KB pages, checkpoints on a connection of their own.
 *
 * <p>One process at a time owns the file, so a claim needs no row: who holds a lead is known in memory.
 */
final class SqliteDialect implements Dialect {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDialect.class);

    private static final Duration PATIENCE_AT_WIPE = Duration.ofSeconds(10);
    private static final Duration PAUSE_AT_WIPE = Duration.ofMillis(10);

    /** One in so many pages of the file may be free. */
    private static final int FREE_PAGES_LEFT = 10;

    private static final int PAGES_AT_ONCE = 100;

    private static final Set<SQLiteErrorCode> OUTAGES = Set.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_NOMEM,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_NOTADB,
            SQLiteErrorCode.SQLITE_PROTOCOL,
            SQLiteErrorCode.SQLITE_INTERRUPT);

    private final String url;
    private final HikariDataSource readers;
    private final KeepEvents keepEvents = new KeepOneByOne();
    private final Checkpointer checkpointer;
    private final RewriteOnce rewrite;

    /**
     * Opens the file, creating it if need be.
     *
     * @throws SQLException if it cannot be opened, or its leads were moved to a database and nothing is left to open
     */
    SqliteDialect(Path file) throws SQLException {
        Path moved = MoveStore.moved(file);
        if (Files.exists(moved) && Files.notExists(file)) { // a new one would know no duplicates
            throw new SQLException("its leads were moved to a database, and it is " + moved.getFileName()
                    + " by now: set bridge.store.url, or put that file elsewhere");
        }
        if (RestoreStore.isUnderWay(file)) {
            throw new SQLException("a restore was broken off there: run it again");
        }
        this.url = "jdbc:sqlite:" + file.toAbsolutePath();
        prepareFile();
        this.readers = openReaders(url);
        this.checkpointer = new Checkpointer(url);
        this.rewrite = new RewriteOnce(url);
    }

    @Override
    public void migrate() throws SQLException {
        Migrations.sqlite(overwriting()).run();
        try {
            rewrite.run();
        } catch (SQLException e) { // leads come first; nobody is told that a person is erased before it was done
            LOG.warn("An older version's file could not be rewritten, erasing a person will try: {}", e.getMessage());
        }
        checkpointer.start();
    }

    @Override
    public Connection openWriter() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false); // or else every write is followed by a query for them
        Connection connection = config.createConnection(url);
        pragmas(
                connection,
                "synchronous=FULL",
                "busy_timeout=10000",
                "foreign_keys=ON",
                "cache_size=-65536",
                "temp_store=MEMORY",
                "wal_autocheckpoint=32000", // a safety net: the checkpointer is there before it
                "journal_size_limit=134217728",
                "secure_delete=ON"); // also pages that are freed whole: an erased person may have been in one before
        require(connection, "synchronous", "2");
        require(connection, "journal_mode", "wal");
        return connection;
    }

    /** Takes the write lock at once; a read that wants to write later could be refused in the middle. */
    @Override
    public String begin() {
        return "begin immediate";
    }

    /** The writer has the whole file to itself. */
    @Override
    public String locking() {
        return "";
    }

    @Override
    public String claiming() {
        return "";
    }

    @Override
    public KeepEvents keepEvents() {
        return keepEvents;
    }

    @Override
    public DataSource readers() {
        return readers;
    }

    @Override
    public String plain() {
        return "+";
    }

    @Override
    public String fieldsAtFault() {
        return """
                (select group_concat(key, char(10)) from
                  (select key from json_each(case when json_valid(a.failure) then a.failure end, '$.errors')
                    where typeof(key) = 'text' order by key))""";
    }

    @Override
    public boolean hasSearchIndex() {
        return true;
    }

    @Override
    public Membership membership() {
        return Membership.ALONE;
    }

    @Override
    public String heldUpBy() {
        return "the disk, or the lock of another process,";
    }

    @Override
    public boolean isOutage(SQLException fault) {
        return OUTAGES.contains(SQLiteErrorCode.getErrorCode(fault.getErrorCode() & 0xff));
    }

    /** A file is brought elsewhere for many a reason; backups are marked. */
    @Override
    public @Nullable String identity(Connection writer) {
        return null;
    }

    @Override
    public void betweenGroups(Connection writer) throws SQLException {
        if (checkpointer.committed()) {
            // whoever reads for long, as a backup does, is not waited for as long as that
            pragmas(writer, "busy_timeout=500", "wal_checkpoint(RESTART)", "busy_timeout=10000");
        }
    }

    /** Deleted rows are overwritten in the file as it is; the log has them until it is emptied. */
    @Override
    public void wipe() throws SQLException {
        rewrite.run();
        long deadline = System.nanoTime() + PATIENCE_AT_WIPE.toNanos();
        try (Connection connection = DriverManager.getConnection(url)) {
            pragmas(connection, "busy_timeout=" + PATIENCE_AT_WIPE.toMillis());
            while (!isLogEmptied(connection)) { // the checkpointer may be at it, and then SQLite does not wait
                if (System.nanoTime() > deadline) {
                    throw new SQLException("the log could not be emptied while it is being read");
                }
                LockSupport.parkNanos(PAUSE_AT_WIPE.toNanos());
            }
        }
    }

    @Override
    public boolean wipeIfQuiet() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            pragmas(connection, "busy_timeout=0");
            return isLogEmptied(connection);
        }
    }

    /** Some is left: what comes next takes it, and need not make the file larger again. */
    @Override
    public boolean shrink(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            if (number(statement, "freelist_count") * FREE_PAGES_LEFT <= number(statement, "page_count")) {
                return false;
            }
            statement.executeUpdate(
                    "pragma incremental_vacuum(" + PAGES_AT_ONCE + ")"); // execute() would free one page
            return true;
        }
    }

    private static long number(Statement statement, String pragma) throws SQLException {
        try (ResultSet row = statement.executeQuery("pragma " + pragma)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * Brings a file that nobody has open up to its log, which is gone afterwards.
     *
     * @throws SQLException if somebody reads it
     */
    static void emptyLog(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
            if (!isLogEmptied(connection)) {
                throw new SQLException(file + " is being read by another program: end it");
            }
        }
    }

    private static boolean isLogEmptied(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma wal_checkpoint(TRUNCATE)")) {
            return result.next() && result.getInt("busy") == 0;
        }
    }

    @Override
    public void close() {
        checkpointer.close();
        readers.close();
    }

    /** What must be set before the first table; without effect on a file that has one. */
    private void prepareFile() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            pragmas(connection, "page_size=8192", "auto_vacuum=INCREMENTAL", "journal_mode=WAL");
        }
    }

    /** For migrations: they drop tables too. */
    private DataSource overwriting() {
        SQLiteConfig config = new SQLiteConfig();
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    private static HikariDataSource openReaders(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("busy_timeout", "10000");
        config.setConnectionInitSql("pragma query_only=1");
        return new HikariDataSource(config);
    }

    static void pragmas(Connection connection, String... pragmas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute("pragma " + pragma);
            }
        }
    }

    private static void require(Connection connection, String pragma, String value) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma " + pragma)) {
            if (!result.next() || !value.equalsIgnoreCase(result.getString(1))) {
                throw new SQLException("SQLite did not take pragma " + pragma + "=" + value
                        + ": is the data folder on a network file system?");
            }
        }
    }
}
