package se.salesbyte.bridge.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server in a folder, on a port that stays its own: to be stopped, killed and started again. It keeps what
 * it has committed, which the library behind it does not care for by itself. Ends with the JVM at the latest.
 */
public final class DatabaseServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MOST_CONNECTIONS = "200";
    private static final String LOCK_OF_THE_STARTER = "epg-lock";
    private static final String WHO_MAY_CONNECT =
            """
            host all postgres 127.0.0.1/32 trust
            host all postgres ::1/128 trust
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final Path folder;
    private final int port = FreePort.find();
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable EmbeddedPostgres running; // under the lock of this

    private DatabaseServer(Path folder) {
        this.folder = folder;
    }

    /** Makes a server in that folder, which must be empty or missing, and starts it. */
    public static DatabaseServer in(Path folder) {
        DatabaseServer server = new DatabaseServer(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "database-server-stop"));
        server.start();
        server.execute("create role " + Database.USER + " login password '" + Database.PASSWORD + "'");
        return server;
    }

    /** Starts it again after {@link #stop} or {@link #kill}, and returns once it has recovered and answers. */
    public synchronized void start() {
        if (running != null) {
            throw new IllegalStateException("it runs already");
        }
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(log().toFile());
        try {
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setDataDirectoryCustomizer(data -> letConnect(data.toPath()))
                    .setPort(port)
                    .setPGStartupWait(PATIENCE)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", MOST_CONNECTIONS)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it as an operator does ({@code pg_ctl stop -m fast}): connections are closed, nothing is lost. */
    public synchronized void stop() {
        if (running == null) {
            return;
        }
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = null;
    }

    /** {@code kill -9} of all its processes at once, and waits until they are gone. */
    public synchronized void kill() {
        ProcessHandle postmaster = postmaster();
        Signal.STOP.to(postmaster.pid()); // so that it starts no more of them meanwhile
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        forget();
    }

    public synchronized boolean isRunning() {
        return running != null;
    }

    public int port() {
        return port;
    }

    /** An empty database with a name of its own. */
    public Database database() {
        return database("template1");
    }

    /** One with all that is in that database, to which nobody is connected. */
    Database database(String template) {
        String name = "bridge_" + databases.incrementAndGet();
        execute("create database " + name + " template " + template + " owner " + Database.USER);
        return new Database(this, name);
    }

    /** Runs a statement as the superuser. */
    public void execute(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses: " + sql, e);
        }
    }

    /** All its processes at this moment, the postmaster first. */
    public List<ProcessHandle> processes() {
        ProcessHandle postmaster = postmaster();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    @Override
    public void close() {
        stop();
    }

    /** What it says, beside its folder. */
    public Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    private synchronized Connection superuser() throws SQLException {
        if (running == null) {
            throw new IllegalStateException("it does not run");
        }
        return running.getPostgresDatabase().getConnection();
    }

    private ProcessHandle postmaster() {
        try {
            String pid =
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
            return ProcessHandle.of(Long.parseLong(pid))
                    .orElseThrow(() -> new IllegalStateException("there is no process " + pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library can only stop it in order, which a killed one refuses: its lock is taken away instead. */
    private void forget() {
        try {
            Files.deleteIfExists(folder.resolve(LOCK_OF_THE_STARTER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = null;
    }

    private static void letConnect(Path data) {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
