package se.salesbyte.bridge.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts a backup in the place of a store's file, which is kept under another name. From the moment on that the backup lies
 * whole beside it until it is in its place, no bridge starts there: one that was broken off is run again.
 */
public final class RestoreStore {
    private static final String PARTIAL = ".restoring.partial";
    private static final String WHOLE = ".restoring";
    private static final String KEPT = ".before-restore-";
    private static final List<String> LOGS = List.of("-wal", "-shm");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path backup;
    private final Path file;
    private final Clock clock;
    private final Consumer<String> tell;

    /**
     * Nothing happens yet.
     *
     * @param tell hears how it goes, line by line
     */
    public RestoreStore(Path backup, Path file, Clock clock, Consumer<String> tell) {
        this.backup = backup.toAbsolutePath().normalize();
        this.file = file.toAbsolutePath().normalize();
        this.clock = clock;
        this.tell = tell;
    }

    /**
     * Does it.
     *
     * @throws BackupRefusedException if it must not be done
     * @throws StoreUnavailableException if a bridge runs there, or it broke off: it may be run again
     */
    public void run() {
        requireBackup();
        DataFolder held = DataFolder.lock(DataFolder.of(file));
        try {
            restore();
        } catch (SQLException | IOException e) {
            throw new StoreUnavailableException("the restore broke off: " + e.getMessage() + "; run it again", e);
        } finally {
            held.close();
        }
    }

    /** Whether a restore was broken off when the file could have been neither the one nor the other. */
    static boolean isUnderWay(Path file) {
        return Files.exists(beside(file, WHOLE));
    }

    private void requireBackup() {
        if (!Files.isRegularFile(backup)) {
            throw new BackupRefusedException("there is no file " + backup + ": name one that backup has made");
        }
        Path log = beside(backup, "-wal");
        if (Files.exists(log)) {
            throw new BackupRefusedException(
                    log + " lies beside it: it is no backup but a store that somebody runs on, or"
                            + " copied as it was. Name a file that backup has made");
        }
        if (backup.equals(file)) {
            throw new BackupRefusedException(backup + " is the store itself: name a backup of it");
        }
    }

    private void restore() throws SQLException, IOException {
        Path partial = beside(file, PARTIAL);
        Files.deleteIfExists(partial);
        SqliteCopy.requireRoom(DataFolder.of(file), Files.size(backup));
        tell.accept("Restoring " + backup + " to " + file);
        SqliteCopy.create(partial);
        try {
            try (OutputStream out = Files.newOutputStream(partial)) { // which keeps its permissions
                Files.copy(backup, out);
            }
            Instant madeAt;
            long undelivered;
            try (SqliteCopy copy = new SqliteCopy(partial)) {
                copy.requireWhole();
                copy.requireKnown();
                requireSameMode(copy);
                madeAt = copy.madeAt();
                copy.mark(madeAt, file.getFileName().toString());
                undelivered = copy.undelivered();
            }
            SqliteCopy.force(partial);
            Files.move(partial, beside(file, WHOLE), StandardCopyOption.ATOMIC_MOVE);
            SqliteCopy.forceFolder(file);
            keepOld();
            Files.move(beside(file, WHOLE), file, StandardCopyOption.ATOMIC_MOVE);
            SqliteCopy.forceFolder(file);
            tell.accept("It is as of " + madeAt + ". Leads that were not delivered by then: " + undelivered
                    + ". They may have been since: none of them is sent before SalesByte or a person has said that it is not"
                    + " there.");
            tell.accept("Erase again whom you have erased since " + madeAt + ".");
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Its leads would go to where they are not from. */
    private void requireSameMode(SqliteCopy copy) throws SQLException {
        String name = file.getFileName().toString();
        String origin = copy.origin().orElse(name);
        if (!origin.equals(name)) {
            throw new BackupRefusedException(backup + " is a backup of " + origin + ", and salesbyte.url says that "
                    + name + " is in use: set it as it was then");
        }
    }

    /** With its log, which must not be taken for the new one's. */
    private void keepOld() throws IOException {
        emptyLogIfWhole();
        String kept = KEPT + STAMP.format(clock.instant());
        if (Files.exists(file)) {
            Files.move(file, beside(file, kept), StandardCopyOption.ATOMIC_MOVE);
            tell.accept("What was there is " + beside(file, kept) + " now: delete it once you need it no more.");
        }
        for (String log : LOGS) {
            if (Files.exists(beside(file, log))) {
                Files.move(beside(file, log), beside(file, kept + log), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        SqliteCopy.forceFolder(file);
    }

    /** All is in one file then, if it can still be read. */
    private void emptyLogIfWhole() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            SqliteDialect.emptyLog(file);
        } catch (SQLException e) {
            tell.accept("What was there cannot be read whole, and its log stays beside it: " + e.getMessage());
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
