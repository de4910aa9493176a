package se.salesbyte.bridge.crash;

import java.nio.file.Path;
import java.time.Duration;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Signal;
import se.salesbyte.bridge.testing.TcpProxy;

/** One of several bridges on one database, with a home and a way to the database of its own. */
final class Replica implements AutoCloseable {
    private static final int MOST_STARTS = 20;

    private final BridgeHome home;
    private final BridgeStarts starts;
    private final TcpProxy proxy;
    private BridgeProcess process;
    private int failedStarts;
    private String lastFailure = "";

    /** Starts it, and does not wait. */
    Replica(BridgeHome home, Path folder, Database database, TcpProxy proxy) {
        this.home = home.set("bridge.store.url", database.url(proxy.port()))
                .set("bridge.store.user", Database.USER)
                .set("bridge.store.password", Database.PASSWORD);
        this.starts = new BridgeStarts(home, folder);
        this.proxy = proxy;
        this.process = starts.plain();
    }

    String webhooks() {
        return home.webhooks();
    }

    /** Its way to the database. */
    TcpProxy proxy() {
        return proxy;
    }

    /** Starts that ended by themselves, as the database was away. */
    int failedStarts() {
        return failedStarts;
    }

    /** Starts it once more where its start has failed, as a supervisor of processes does. */
    void supervise() {
        if (process.endsWithin(Duration.ZERO)) {
            if (process.hasRun()) {
                throw new IllegalStateException(
                        "a replica ended by itself, code " + process.exitCode() + ":\n" + process.output());
            }
            failedStarts++;
            lastFailure = process.output();
            process = starts.plain();
        }
    }

    /** Waits until it has taken part at least for a moment. */
    void awaitRunning() {
        for (int i = 0; i < MOST_STARTS && !process.awaitRunning(); i++) {
            supervise();
        }
        if (!process.hasRun()) {
            throw new IllegalStateException("a replica does not start:\n" + lastFailure);
        }
        supervise();
    }

    /** {@code kill -9}, and starts it again. */
    void kill() {
        process.kill();
        process = starts.plain();
    }

    /** SIGTERM, and starts it again once it has ended in order. */
    void restart() {
        terminate();
        process = starts.plain();
    }

    /** SIGTERM, and waits for its end, which must be in order. */
    void terminate() {
        int code = process.terminate().exitCode();
        if (code != 0) {
            throw new IllegalStateException("a replica did not stop in order, code " + code + ":\n" + process.output());
        }
    }

    /** SIGSTOP, and SIGCONT after that time. */
    void stopFor(Duration time) {
        Signal.STOP.to(process.pid());
        boolean ended = process.endsWithin(time);
        Signal.CONT.to(process.pid());
        if (ended) {
            throw new IllegalStateException("a replica ended while it was stopped:\n" + process.output());
        }
    }

    @Override
    public void close() {
        process.close();
        proxy.close();
    }
}
