package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where databases differ: opening, locking, telling an outage from a mistake, and upkeep between commits. */
interface Dialect extends AutoCloseable {
    /** Brings the schema up to date; refuses a newer one. */
    void migrate() throws SQLException;

    /** A connection for the writer, set up to have its commits on disk when they return. */
    Connection openWriter() throws SQLException;

    /** The statement that opens the writer's transaction. */
    String begin();

    /** Connections that only read, for the management API and the command line. */
    DataSource readers();

    /** Whether the database or its disk is at fault and the same work may succeed later. */
    boolean isOutage(SQLException fault);

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
