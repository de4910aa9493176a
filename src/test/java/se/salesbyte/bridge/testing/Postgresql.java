package se.salesbyte.bridge.testing;

import java.nio.file.Path;
import java.util.UUID;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL server that the tests of a JVM share, started when the first of them asks; safe on disk as shipped. */
public final class Postgresql {
    /** Beside what the library unpacks: there its next start removes what a killed JVM has left, the server included. */
    private static final Path LEFT_ARE_REMOVED = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");

    private static @Nullable DatabaseServer server;

    private Postgresql() {}

    /** An empty database of it. */
    public static Database database() {
        return server().database();
    }

    private static synchronized DatabaseServer server() {
        if (server == null) {
            Path folder = LEFT_ARE_REMOVED.resolve("tests-" + UUID.randomUUID());
            server = DatabaseServer.in(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "postgresql-remove"));
        }
        return server;
    }

    private static synchronized void remove(Path folder) {
        if (server != null) {
            server.close();
            FileUtils.deleteQuietly(folder.toFile());
            FileUtils.deleteQuietly(server.log().toFile());
        }
    }
}
