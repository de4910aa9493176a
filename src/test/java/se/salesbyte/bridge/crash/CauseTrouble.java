package se.salesbyte.bridge.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import se.salesbyte.bridge.testing.DatabaseServer;
import se.salesbyte.bridge.testing.TcpProxy;

/** Draws which replica it comes to and how long it lasts, and causes it; nobody waits until what was killed runs again. */
final class CauseTrouble {
    private static final String COMMIT = "COMMIT";
    private static final Duration PATIENCE_FOR_A_COMMIT = Duration.ofSeconds(10);
    private static final int MOST_BEFORE_MILLIS = 800;
    private static final int LEAST_BEYOND_THE_LEASE_MILLIS = 500;
    private static final int MORE_BEYOND_THE_LEASE_MILLIS = 1_500;
    private static final int MOST_WITHOUT_DATABASE_MILLIS = 2_000;

    private final List<Replica> replicas;
    private final DatabaseServer server;
    private final Random random;

    CauseTrouble(List<Replica> replicas, DatabaseServer server, long seed) {
        this.replicas = replicas;
        this.server = server;
        this.random = new Random(seed);
    }

    /** False if it did not come about as planned. */
    boolean cause(Trouble trouble) {
        Replica replica = replicas.get(random.nextInt(replicas.size()));
        Duration before = millis(random.nextInt(MOST_BEFORE_MILLIS));
        Duration beyond = ReplicaSettings.LEASE.plusMillis(
                LEAST_BEYOND_THE_LEASE_MILLIS + random.nextInt(MORE_BEYOND_THE_LEASE_MILLIS));
        Duration without = millis(random.nextInt(MOST_WITHOUT_DATABASE_MILLIS));
        replicas.forEach(Replica::supervise);
        if (!trouble.isOfTheDatabase()) {
            replica.awaitRunning();
        }
        pause(before);
        TcpProxy proxy = replica.proxy();
        return switch (trouble) {
            case KILL -> done(replica::kill);
            case KILL_BEFORE_COMMIT -> whenCut(proxy, () -> proxy.cutBefore(COMMIT), replica::kill);
            case KILL_AFTER_COMMIT -> whenCut(proxy, () -> proxy.cutAfter(COMMIT), replica::kill);
            case TERMINATE -> done(replica::restart);
            case STOP -> done(() -> replica.stopFor(beyond));
            case CUT_BEFORE_COMMIT -> whenCut(proxy, () -> proxy.cutBefore(COMMIT), () -> {});
            case CUT_AFTER_COMMIT -> whenCut(proxy, () -> proxy.cutAfter(COMMIT), () -> {});
            case CUT_ALL -> done(proxy::cutAll);
            case REFUSE ->
                done(() -> {
                    proxy.refuse();
                    proxy.cutAll();
                    pause(beyond);
                    proxy.goOn();
                });
            case HOLD ->
                done(() -> {
                    proxy.hold();
                    pause(beyond);
                    proxy.goOn();
                });
            case DATABASE_KILL -> done(server::kill) && startAfter(without);
            case DATABASE_RESTART -> done(server::stop) && startAfter(without);
        };
    }

    private boolean startAfter(Duration time) {
        pause(time);
        server.start();
        return true;
    }

    private static boolean whenCut(TcpProxy proxy, Runnable plan, Runnable then) {
        int cuts = proxy.cuts();
        plan.run();
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(millis(1))
                    .atMost(PATIENCE_FOR_A_COMMIT)
                    .until(() -> proxy.cuts() > cuts);
            return true;
        } catch (ConditionTimeoutException nobodyCommitted) {
            return false;
        } finally {
            proxy.goOn();
            then.run();
        }
    }

    private static boolean done(Runnable trouble) {
        trouble.run();
        return true;
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
