package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves SQLite's log into its file on a thread and connection of its own, so that commits never wait for it. Under
 * lasting load it does not catch up: past 256 MB it asks the writer to help, unless somebody reads from an old part of the
 * log, as a backup does: then the writer would but wait for them.
 */
final class Checkpointer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TOO_MANY_PAGES = 32_768;

    private final String url;
    private final Thread thread = new Thread(this::run, "store-checkpointer");
    private final Semaphore commits = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean helpWanted;

    Checkpointer(String url) {
        this.url = url;
    }

    void start() {
        thread.start();
    }

    /** Told by the writer after each group; true if it should run a blocking checkpoint itself now. */
    boolean committed() {
        commits.release();
        boolean help = helpWanted;
        helpWanted = false;
        return help;
    }

    @Override
    public void close() {
        closed.countDown();
        commits.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Connection connection = DriverManager.getConnection(url)) {
            while (awaitCommits()) {
                checkpoint(connection);
            }
        } catch (SQLException e) {
            LOG.warn("The background checkpoint ended, the writer does it from now on: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a commit and lets more of them come; false when closed. */
    private boolean awaitCommits() throws InterruptedException {
        commits.acquire();
        boolean isClosed = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        commits.drainPermits();
        return !isClosed && closed.getCount() > 0; // looked at last: whoever closes releases one more after it
    }

    private void checkpoint(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma wal_checkpoint(PASSIVE)")) {
            if (result.next()) {
                int log = result.getInt("log");
                helpWanted = log > TOO_MANY_PAGES && result.getInt("checkpointed") == log; // else somebody reads
            }
        } catch (SQLException e) {
            LOG.debug("Checkpoint put off: {}", e.getMessage());
        }
    }
}
