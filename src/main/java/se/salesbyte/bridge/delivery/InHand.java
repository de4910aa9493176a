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
 * takers, which run on their workers', and for {@link #bound}.
 */
final class InHand<T> {
    private static final Logger LOG = LoggerFactory.getLogger(InHand.class);

    private final String name;
    private final int slots;
    private final ExecutorService workers;
    private final Runnable whenFreed;
    private final AtomicInteger freed = new AtomicInteger();
    private final Map<String, AtomicInteger> byQueue = new ConcurrentHashMap<>();
    private int most; // guarded by this, as is the next one
    private int count;
    private volatile boolean bounded;
    private @Nullable CompletableFuture<Void> drained;

    /** @param whenFreed called on any thread whenever a slot is free again */
    InHand(String name, int slots, ExecutorService workers, Runnable whenFreed) {
        this.name = name;
        this.slots = slots;
        this.most = slots;
        this.workers = workers;
        this.whenFreed = whenFreed;
    }

    /**
     * No more than that at once from now on, as others have the rest; from any thread.
     *
     * @return how many there are, which may be more until they are done
     */
    synchronized int bound(int atMost) {
        most = Math.min(slots, atMost);
        bounded = true;
        return count - freed.get();
    }

    /** Whether others have the rest. */
    boolean isBounded() {
        return bounded;
    }

    synchronized int count() {
        return count;
    }

    /** None or fewer if there are more than there may be. */
    synchronized int freeSlots() {
        return most - count;
    }

    /** Whether there may be any. */
    synchronized boolean isOpen() {
        return most > 0;
    }

    synchronized int most() {
        return most;
    }

    int slots() {
        return slots;
    }

    /** Has a worker take it; false if there is no slot any more, or no thread, for want of memory or in a stop. */
    boolean give(String queue, Taker<T> taker, T due) {
        return reserve() && start(queue, taker, due);
    }

    private synchronized boolean reserve() {
        boolean free = count < most;
        count += free ? 1 : 0;
        return free;
    }

    private boolean start(String queue, Taker<T> taker, T due) {
        AtomicInteger ofQueue = byQueue.computeIfAbsent(queue, name -> new AtomicInteger());
        try {
            workers.execute(() -> take(taker, due, ofQueue));
            ofQueue.incrementAndGet(); // that it may be done by now shows to nobody: only this thread looks
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LOG.error("{} found no thread for something due, which waits. fault={}", name, e.toString());
            freed.incrementAndGet();
            return false;
        }
    }

    /** Counts the slots that are free again since the last time. */
    synchronized void countFreed() {
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
    synchronized void whenEmpty(CompletableFuture<Void> empty) {
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
