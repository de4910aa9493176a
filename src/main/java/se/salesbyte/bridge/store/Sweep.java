package se.salesbyte.bridge.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes many leads a few at a time, each few in a transaction of their own, so that neither events nor outcomes wait
 * for it. An outage interrupts it, and it goes on by itself; after a stop whoever asked for it asks again.
 *
 * @param <C> where a step stopped
 */
final class Sweep<C> {
    /** How many rows a step looks at: a few milliseconds of the writer. */
    static final int STEP = 500;

    private final GroupCommit writer;
    private final Function<C, Work<Part<C>>> steps;
    private final CompletableFuture<Integer> all = new CompletableFuture<>();
    private int changed;

    /**
     * @param changed how many rows the step changed
     * @param last where it stopped; null if nothing is left
     */
    record Part<C>(int changed, @Nullable C last) {}

    private Sweep(GroupCommit writer, Function<C, Work<Part<C>>> steps) {
        this.writer = writer;
        this.steps = steps;
    }

    /** Runs one step after the other, from there on; completes with the number of rows that were changed. */
    static <C> CompletableFuture<Integer> run(GroupCommit writer, C from, Function<C, Work<Part<C>>> steps) {
        Sweep<C> sweep = new Sweep<>(writer, steps);
        sweep.after(from);
        return sweep.all;
    }

    private void after(C cursor) {
        writer.insist(steps.apply(cursor)).whenComplete((part, fault) -> {
            if (part == null) {
                all.completeExceptionally(fault);
                return;
            }
            changed += part.changed();
            if (part.last() == null) {
                all.complete(changed);
            } else {
                after(part.last());
            }
        });
    }
}
