package se.salesbyte.bridge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Moves all that a SQLite file holds to a PostgreSQL and reads both again to compare them. The file is taken out of the way
 * before anybody may run on the database, so that never both are delivered from. One that was broken off begins anew.
 */
public final class MoveStore {
    private static final String MOVED = ".moved";

    private final Path file;
    private final StoreAddress address;
    private final Consumer<String> tell;

    /**
     * Nothing happens yet.
     *
     * @param tell hears how it goes, line by line, on the thread that runs it; no values of rows
     */
    public MoveStore(Path file, StoreAddress address, Consumer<String> tell) {
        this.file = file.toAbsolutePath().normalize();
        this.address = address;
        this.tell = tell;
    }

    /**
     * Does it.
     *
     * @throws MoveRefusedException if it must not be done, or if something did not arrive as it was
     * @throws StoreUnavailableException if it broke off: it may be run again
     */
    public void run() {
        requireFile();
        DataFolder held = DataFolder.lock(DataFolder.of(file));
        try {
            tell.accept("Moving " + file + " to " + address);
            move();
        } catch (SQLException | IOException e) {
            throw new StoreUnavailableException("the move broke off: " + firstLine(e) + "; run it again", e);
        } finally {
            held.close();
        }
    }

    private void move() throws SQLException, IOException {
        try (PostgresqlDialect database = new PostgresqlDialect(address, LeadStore.NEVER_ASKED)) {
            database.migrate();
            database.openWriter().close(); // which refuses one that may lose what it has committed
        }
        try (Connection to = PostgresqlDialect.openMover(address)) {
            MoveTarget target = new MoveTarget(address, to);
            long rows = copy(target, to);
            Path moved = takeAway();
            try {
                target.end();
            } catch (SQLException e) {
                throw new SQLException(
                        firstLine(e) + " when all was there; the file is " + moved + " by now, --from names it", e);
            }
            tell.accept(rows + " rows in " + MovedTable.ALL.size() + " tables are the same in both.");
            tell.accept("The file is " + moved + " now, and no bridge starts on it.");
        }
    }

    /** Returns how many rows there are. */
    private long copy(MoveTarget target, Connection to) throws SQLException {
        try (SqliteDialect source = new SqliteDialect(file)) {
            source.migrate(); // it may be of an older version
            try (Connection from = source.readers().getConnection()) {
                target.begin();
                MoveProgress progress = new MoveProgress(tell);
                CopyTable copy = new CopyTable(from, to, progress);
                for (MovedTable table : MovedTable.ALL) {
                    copy.copy(table);
                }
                target.complete();
                return compare(new CompareTable(from, to, progress, tell));
            }
        }
    }

    private long compare(CompareTable compare) throws SQLException {
        long rows = 0;
        long different = 0;
        for (MovedTable table : MovedTable.ALL) {
            CompareTable.Result result = compare.compare(table);
            tell.accept("%-16s %10d rows%s"
                    .formatted(
                            table.name(),
                            result.rows(),
                            result.different() == 0 ? "" : ", " + result.different() + " of them differ"));
            rows += result.rows();
            different += result.different();
        }
        if (different > 0) {
            throw new MoveRefusedException("rows that differ: " + different + ", the first ones named above. " + file
                    + " still holds the leads, and nobody can run on the database; run it again");
        }
        return rows;
    }

    /** What a file is called once its leads are elsewhere. */
    static Path moved(Path file) {
        return file.resolveSibling(file.getFileName() + MOVED);
    }

    /** Brings all into the file itself and gives it a name that no bridge looks for. */
    private Path takeAway() throws SQLException, IOException {
        SqliteDialect.emptyLog(file);
        return file.toString().endsWith(MOVED) ? file : Files.move(file, moved(file));
    }

    private void requireFile() {
        boolean isThere = Files.isRegularFile(file);
        Path moved = moved(file);
        if (!isThere && Files.exists(moved)) {
            throw new MoveRefusedException("there is no store in " + file + ": it was moved, and is " + moved + " now");
        }
        if (!isThere) {
            throw new MoveRefusedException("there is no store in " + file + ": name the file by --from");
        }
        if (Files.exists(moved)) {
            throw new MoveRefusedException(moved + " is there, of an earlier move: put it elsewhere first");
        }
    }

    private static String firstLine(Exception fault) {
        Throwable said =
                fault instanceof SQLException sql && sql.getNextException() != null ? sql.getNextException() : fault;
        return String.valueOf(said.getMessage()).lines().findFirst().orElse("no reason was given");
    }
}
