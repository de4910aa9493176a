package se.salesbyte.bridge.delivery;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a dispatcher has handed out and not got back, in so many slots. Confined to the dispatcher's thread, but for the
 * takers, which run on their workers'.
 */
final class InHand<T> {
    private static final Logger LOG = LoggerFactory.getLogger(InHand.class);

    private final String name;
    private final int slots;
    private final ExecutorService workers;
    private final Runnable whenFreed;
    private final AtomicInteger freed = new AtomicInteger();
    private final Map<String, AtomicInteger> byQueue = new ConcurrentHashMap<>();
    private int count;
    private @Nullable CompletableFuture<Void> drained;

    /** @param whenFreed called on any thread whenever a slot is free again */
    InHand(String name, int slots, ExecutorService workers, Runnable whenFreed) {
        this.name = name;
        this.slots = slots;
        this.workers = workers;
        this.whenFreed = whenFreed;
    }

    int count() {
        return count;
    }

    int freeSlots() {
        return slots - count;
    }

    int slots() {
        return slots;
    }

    /** Has a worker take it; false if there is no thread for it, for want of memory or in a stop. */
    boolean give(String queue, Taker<T> taker, T due) {
        AtomicInteger ofQueue = byQueue.computeIfAbsent(queue, name -> new AtomicInteger());
        try {
            workers.execute(() -> take(taker, due, ofQueue));
            ofQueue.incrementAndGet(); // that it may be done by now shows to nobody: only this thread looks
            count++;
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LOG.error("{} found no thread for something due, which waits. fault={}", name, e.toString());
            return false;
        }
    }

    /** Counts the slots that are free again since the last time. */
    void countFreed() {
        count -= freed.getAndSet(0);
        if (drained != null && count == 0) {
            drained.complete(null);
        }
    }

    /** Whether anything of those queues is not done. */
    boolean hasAnyOf(Predicate<String> queues) {
        return byQueue.entrySet().stream().anyMatch(queue -> queue.getValue().get() > 0 && queues.test(queue.getKey()));
    }

    /** Completes that future once nothing is in hand. */
    void whenEmpty(CompletableFuture<Void> empty) {
        drained = empty;
        countFreed();
    }

    private void take(Taker<T> taker, T due, AtomicInteger ofQueue) {
        CompletableFuture<?> done;
        try {
            done = taker.take(due);
        } catch (Throwable e) { // whatever it is, the slot must come back
            LOG.error("{} lost hold of something it had handed out", name, e);
            done = CompletableFuture.completedFuture(null);
        }
        done.whenComplete((ignored, fault) -> {
            ofQueue.decrementAndGet();
            freed.incrementAndGet();
            whenFreed.run();
        });
    }
}
