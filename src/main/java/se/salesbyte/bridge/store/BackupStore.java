package se.salesbyte.bridge.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies a store's file as it stands at one moment, whether a bridge runs on it or not. It reads beside the bridge's writer,
 * which goes on: only the log cannot be begun anew until it has read all. The copy gets its name once it is whole and says of
 * itself that it is one.
 */
public final class BackupStore {
    private static final String PARTIAL = ".partial";
    private static final String LOCK = "backup.lock";
    private static final long SECONDS_BETWEEN_WORDS = 5;
    private static final long MIB = 1024L * 1024;

    private final Path file;
    private final Path to;
    private final Clock clock;
    private final Consumer<String> tell;

    /**
     * Nothing happens yet.
     *
     * @param to must not exist
     * @param tell hears how it goes, line by line, on any thread
     */
    public BackupStore(Path file, Path to, Clock clock, Consumer<String> tell) {
        this.file = file.toAbsolutePath().normalize();
        this.to = to.toAbsolutePath().normalize();
        this.clock = clock;
        this.tell = tell;
    }

    /**
     * Does it.
     *
     * @throws BackupRefusedException if it must not be done
     * @throws StoreUnavailableException if it broke off: nothing of it is left
     */
    public void run() {
        requirePlace();
        try (FileChannel channel = FileChannel.open(
                        file.resolveSibling(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            if (lock == null) {
                throw new BackupRefusedException("another backup of " + file + " is being made: wait for it");
            }
            backUp();
        } catch (SQLException | IOException e) {
            throw new StoreUnavailableException("the backup broke off: " + e.getMessage(), e);
        }
    }

    private void requirePlace() {
        if (!Files.isRegularFile(file)) {
            throw new BackupRefusedException(
                    "there is no store in " + file + ": set BRIDGE_HOME and salesbyte.url as the bridge has them");
        }
        if (Files.exists(to)) {
            throw new BackupRefusedException(to + " is there already, and nothing is overwritten: name another file");
        }
        if (!Files.isDirectory(DataFolder.of(to))) {
            throw new BackupRefusedException("there is no folder for " + to + ": make it first");
        }
    }

    private void backUp() throws SQLException, IOException {
        Path partial = to.resolveSibling(to.getFileName() + PARTIAL);
        Files.deleteIfExists(partial); // of one that was killed
        SqliteCopy.create(partial);
        partial.toFile().deleteOnExit(); // also if the process is told to end
        try {
            Instant madeAt = clock.instant(); // what happens from now on is not in it for sure
            long started = System.nanoTime();
            copy(partial);
            long leads = complete(partial, madeAt);
            Files.move(partial, to);
            SqliteCopy.forceFolder(to);
            tell.accept("%s holds %d leads as of %s: %.1f MiB in %.1f s, checked and readable by you alone."
                    .formatted(
                            to,
                            leads,
                            madeAt,
                            (double) Files.size(to) / MIB,
                            (double) (System.nanoTime() - started) / TimeUnit.SECONDS.toNanos(1)));
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void copy(Path partial) throws SQLException, IOException {
        ScheduledExecutorService words = Executors.newSingleThreadScheduledExecutor();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            SqliteDialect.pragmas(connection, "busy_timeout=10000");
            long size = size(connection);
            SqliteCopy.requireRoom(DataFolder.of(to), size);
            tell.accept("Backing up %s, %.1f MiB".formatted(file, (double) size / MIB));
            words.scheduleAtFixedRate(
                    () -> tellSize(partial), SECONDS_BETWEEN_WORDS, SECONDS_BETWEEN_WORDS, TimeUnit.SECONDS);
            try (PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
                Bind.to(vacuum).text(partial.toString()).update();
            }
        } finally {
            words.shutdownNow();
        }
    }

    /** What it has on its pages; those that are free are left out of the copy. */
    private static long size(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select (page_count - freelist_count) * page_size from pragma_page_count, pragma_freelist_count,"
                                + " pragma_page_size")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Returns how many leads it has. */
    private long complete(Path partial, Instant madeAt) throws SQLException, IOException {
        long leads;
        try (SqliteCopy copy = new SqliteCopy(partial)) {
            copy.mark(madeAt, file.getFileName().toString());
            copy.requireWhole();
            leads = copy.leads();
        }
        SqliteCopy.force(partial);
        return leads;
    }

    private void tellSize(Path partial) {
        try {
            tell.accept("%.1f MiB are copied".formatted((double) Files.size(partial) / MIB));
        } catch (IOException e) {
            tell.accept("the copy's size cannot be read: " + e.getMessage());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // another one in this very process, as in tests
            return null;
        }
    }
}
