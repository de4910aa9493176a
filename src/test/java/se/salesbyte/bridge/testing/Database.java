package se.salesbyte.bridge.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database of one test, empty when it is made; owned by a role that may do nothing else, and dropped at close. */
public final class Database implements AutoCloseable {
    /** Owns every such database; its password is asked for. */
    public static final String USER = "bridge";

    public static final String PASSWORD = "of-the-tests";

    private final DatabaseServer server;
    private final String name;

    Database(DatabaseServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** For {@code bridge.store.url}. */
    public String url() {
        return url(server.port());
    }

    /** The same by another port, that of a {@link TcpProxy}. */
    public String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** A connection past the bridge, as the owner. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    /** The same as the superuser of the server. */
    public Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    /** Another one with all that is in this one, as a restored backup is; nobody may be connected to this one. */
    public Database copy() {
        return server.database(name);
    }

    /** Drops it, whoever is still connected; nothing if the server does not run. */
    @Override
    public void close() {
        if (server.isRunning()) {
            server.execute("drop database if exists " + name + " with (force)");
        }
    }
}
