package se.salesbyte.bridge.crash;

import java.sql.Connection;
import java.sql.SQLException;

/** The database of a store, past the bridge. */
interface StoreDatabase {
    /** For reading. */
    Connection connect() throws SQLException;

    /** Whether it can be connected to without making it. */
    boolean exists();

    /** What it finds when it checks its own files; {@code ok} if nothing is wrong. */
    String integrity();
}
