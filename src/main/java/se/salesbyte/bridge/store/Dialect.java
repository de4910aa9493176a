package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where databases differ: opening, sharing, telling an outage from a mistake, some words of SQL, and upkeep between commits. */
interface Dialect extends AutoCloseable {
    /** Brings the schema up to date; refuses a newer one. */
    void migrate() throws SQLException;

    /** A connection for the writer, set up to have its commits on disk when they return. */
    Connection openWriter() throws SQLException;

    /** The statement that opens the writer's transaction. */
    String begin();

    /** What follows a query of rows that are about to be changed, and that others shall leave alone until the commit. */
    String locking();

    /** As the other, without those that others have locked: they have them. */
    String claiming();

    /** How the events of a group are kept. */
    KeepEvents keepEvents();

    /** Connections that only read, for the management API and the command line. */
    DataSource readers();

    /** Who this process is among those that share the database. */
    Membership membership();

    /** The same signals, of which other processes that share the database are told too. */
    default StoreSignals telling(StoreSignals own) {
        return own;
    }

    /** Begins to hear what others tell, and passes it on, until what it returns is run: before the dialect is closed. */
    default Runnable hearing(StoreSignals own, Runnable flowChanged) {
        return () -> {};
    }

    /** Whether others, or other work of our own, were in the way: the same work may succeed at once. */
    default boolean isContention(SQLException fault) {
        return false;
    }

    /** Whether the database or its disk is at fault and the same work may succeed later. */
    boolean isOutage(SQLException fault);

    /** What a writer that hangs is held up by, to begin a sentence with. */
    String heldUpBy();

    /** What keeps the database from reading every row in the order of an index, to group by that very column. */
    String plain();

    /** SQL for the names of the fields at fault in an attempt {@code a}, each on a line of its own; null for none. */
    String fieldsAtFault();

    /** Whether there is a table {@code search}. */
    boolean hasSearchIndex();

    /**
     * What tells this database from one that its rows were copied to; null if nothing does.
     *
     * @param writer within the writer's transaction
     */
    @Nullable
    String identity(Connection writer) throws SQLException;

    /** Called by the writer between two groups, outside any transaction. */
    void betweenGroups(Connection writer) throws SQLException;

    /**
     * Leaves nothing on disk of what was deleted. May wait for readers and holds up the writer meanwhile.
     *
     * @throws SQLException if something is still there
     */
    void wipe() throws SQLException;

    /** As {@link #wipe}, but waits for nobody; false if something is still there as somebody reads or writes. */
    boolean wipeIfQuiet() throws SQLException;

    /**
     * Gives a little of the room that deleted rows left back to the disk, if there is much of it, within the writer's
     * transaction; whether there is more.
     */
    boolean shrink(Connection writer) throws SQLException;

    @Override
    void close();
}
