package se.salesbyte.bridge.store;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Answers for a writer that hangs, in a disk that does not return or behind the lock of another process: senders wait
 * for a few seconds only. Whoever can do without is told so and let go, with what he brought, until the writer gets on;
 * but for what the writer has in hand and must not be done twice, which it may commit after all.
 */
final class WriterWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);

    /** The worst fsync measured took 0.2 s, and the strictest common sender waits for 5 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration PATIENCE_IN_OUTAGE = Duration.ofMillis(500);

    private final Queue<Job<?>> queue;
    private final String heldUpBy;
    private final Outage outage = new Outage();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "store-watch"));
    private List<Job<?>> inHand = List.of();
    private boolean busy;
    private long since;
    private boolean ours; // the fault that is told of the outage
    private volatile boolean hangs;

    /**
     * @param queue what waits for the writer
     * @param heldUpBy what may hold it up, for people
     */
    WriterWatch(Queue<Job<?>> queue, String heldUpBy) {
        this.queue = queue;
        this.heldUpBy = heldUpBy;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What keeps the writer from committing. */
    Outage outage() {
        return outage;
    }

    /** Whether whatever is queued now would wait for too long. */
    boolean hangs() {
        return hangs;
    }

    /** Told by the writer. */
    synchronized void begins(List<Job<?>> group) {
        inHand = List.copyOf(group);
        busy = true;
        since = System.nanoTime();
    }

    /** Told by the writer. */
    synchronized void ended() {
        inHand = List.of();
        busy = false;
        hangs = false;
        ours = false;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private synchronized void look() {
        Duration patience = outage.fault().isPresent() ? PATIENCE_IN_OUTAGE : PATIENCE;
        Duration waited = Duration.ofNanos(System.nanoTime() - since);
        if (busy && waited.compareTo(patience) > 0) {
            hangs = true;
            if (outage.fault().isEmpty() || ours) { // what the store itself has said tells more
                outage.is(heldUpBy + " has not let go for " + waited.toSeconds() + " s");
                ours = true;
            }
            inHand.stream().filter(Job::isRepeatable).forEach(Job::giveUp);
            queue.removeIf(Job::giveUp);
        }
    }
}
