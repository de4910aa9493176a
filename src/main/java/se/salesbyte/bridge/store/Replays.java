package se.salesbyte.bridge.store;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Delivering leads once more. Answers as {@link LeadStore} does; thread-safe.
 *
 * <p>A replay of many is started a few leads at a time: the next ones follow when earlier ones have their outcome.
 */
public final class Replays {
    private final GroupCommit writer;
    private final Set<String> assigned;
    private final StoreSignals signals;
    private final AtomicBoolean feeding = new AtomicBoolean();
    private volatile boolean running = true; // until a look at the table says otherwise
    private volatile @Nullable Pace pace;

    Replays(GroupCommit writer, Set<String> assigned, StoreSignals signals) {
        this.writer = writer;
        this.assigned = assigned;
        this.signals = signals;
    }

    /** Opens a new run of a lead if its state allows it, which is decided as it is written; empty if there is none. */
    public CompletableFuture<Optional<ReplayAnswer>> one(ReplayOrder order) {
        return writer.submitOnce(new ReplayOne(order, assigned, signals));
    }

    /** Opens a replay of many. */
    public CompletableFuture<Boolean> open(NewReplay replay) {
        return writer.submitOnce(new OpenReplay(replay)).whenComplete((opened, fault) -> {
            running = true;
            wake();
        });
    }

    /** Starts no more leads of that replay; what it has started goes on. False if it did not run. */
    public CompletableFuture<Boolean> stop(String id, Clock clock) {
        return writer.submit(session -> Bind.to(
                                        session.prepare(
                                                "update replay set state = 'stopped', ended_at = ? where id = ? and state = 'running'"))
                                .time(clock.instant())
                                .text(id)
                                .update()
                        == 1)
                .whenComplete((stopped, fault) -> wake()); // another one may follow
    }

    /**
     * Begins to start leads of the replays that run, or ran when the process ended.
     *
     * @param atOnce how many that were started may wait for their outcome; 1 or more
     */
    public void start(int atOnce, Clock clock) {
        pace = new Pace(atOnce, clock);
        wake();
    }

    /** A lead that was started may have its outcome; cheap if no replay runs. */
    void wake() {
        Pace now = pace;
        if (now != null && running && feeding.compareAndSet(false, true)) {
            FeedReplays feed = new FeedReplays(now.atOnce, now.clock.instant(), assigned, signals);
            writer.insist(feed).whenComplete((more, fault) -> fed(feed, fault == null && more));
        }
    }

    /** Another one may have opened a replay, or may go on with none that it had begun. */
    void mayRun() {
        running = true;
        wake();
    }

    /** Starts no more; before the writer is closed. */
    void close() {
        pace = null;
    }

    private void fed(FeedReplays feed, boolean more) {
        running = running && !feed.foundNone();
        feeding.set(false);
        if (more) {
            wake();
        }
    }

    private record Pace(int atOnce, Clock clock) {}
}
