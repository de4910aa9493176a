package se.salesbyte.bridge.store;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Delivering leads once more. Answers as {@link LeadStore} does; thread-safe. */
public final class Replays {
    private final GroupCommit writer;
    private final Set<String> assigned;
    private final StoreSignals signals;

    Replays(GroupCommit writer, Set<String> assigned, StoreSignals signals) {
        this.writer = writer;
        this.assigned = assigned;
        this.signals = signals;
    }

    /** Opens a new run of a lead if its state allows it, which is decided as it is written; empty if there is none. */
    public CompletableFuture<Optional<ReplayAnswer>> one(ReplayOrder order) {
        return writer.submit(new ReplayOne(order, assigned, signals));
    }
}
