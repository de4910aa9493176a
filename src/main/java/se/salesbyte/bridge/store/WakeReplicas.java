package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other replicas tell in {@link Notices}, on a connection and a thread of its own. Without that connection nothing
 * is lost: the heartbeat looks too.
 */
final class WakeReplicas implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WakeReplicas.class);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);
    private static final int PATIENCE_MILLIS =
            10_000; // then a quiet connection is looked at, whether it is there still

    private final Connect connect;
    private final Notices notices;
    private final StoreSignals signals;
    private final Runnable flowChanged;
    private final Thread thread = new Thread(this::run, "store-notices");
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection connection;

    /** Makes a connection. */
    @FunctionalInterface
    interface Connect {
        Connection connect() throws SQLException;
    }

    /**
     * @param signals told of what is due, but not of what we told the others ourselves
     * @param flowChanged run when what all go by was changed by others
     */
    WakeReplicas(Connect connect, Notices notices, StoreSignals signals, Runnable flowChanged) {
        this.connect = connect;
        this.notices = notices;
        this.signals = signals;
        this.flowChanged = flowChanged;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        Connection open = connection;
        try {
            if (open != null) {
                open.abort(Runnable::run); // whoever reads it gets an error
            }
            thread.join(PATIENCE_AT_CLOSE.toMillis());
        } catch (SQLException e) {
            LOG.debug("The connection for notices did not close cleanly: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                listen();
            } while (!closed.await(PAUSE_AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (Connection open = connect.connect();
                Statement statement = open.createStatement()) {
            connection = open;
            statement.execute("listen " + notices.channel());
            PGConnection told = open.unwrap(PGConnection.class);
            while (closed.getCount() > 0) {
                PGNotification[] news = told.getNotifications(PATIENCE_MILLIS);
                if (news == null || news.length == 0) {
                    statement.execute("select 1");
                } else {
                    List.of(news).forEach(notice -> hear(notice.getParameter()));
                }
            }
        } catch (SQLException e) {
            LOG.debug("No notices of other replicas for a moment: {}", e.getMessage()); // an outage was told of
        }
    }

    private void hear(String notice) {
        List<String> lines = List.of(notice.split(Notices.LINE, -1));
        if (lines.get(0).equals(notices.sender())) {
            return;
        }
        Instant now = notices.clock().instant();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(Notices.LEAD)) {
                signals.leadDue(line.substring(Notices.LEAD.length()), now);
            } else if (line.equals(Notices.FLOW)) {
                flowChanged.run();
            }
        }
    }
}
