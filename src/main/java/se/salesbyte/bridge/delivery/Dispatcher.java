package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import se.salesbyte.bridge.store.DueBatch;

/**
 * Hands what is due to whoever takes it, as soon as it is due and a slot is free. Nothing is claimed without a slot, so
 * what waits, waits in the store. Woken by signals and by one timer for the next due time, which looks at the clock every minute.
 *
 * <p>Its state is confined to its own thread; all public methods may be called from any thread and do not block, except
 * {@link #stop}.
 *
 * @param <T> what is handed out
 */
public final class Dispatcher<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

    /** With a backlog, a claim for a single slot costs as much as one for many: so long more of them are waited for. */
    private static final Duration UNTIL_MORE_ARE_FREE = Duration.ofMillis(2);

    private static final int SHARE_WORTH_A_CLAIM = 4;

    /** Asks the store for what is due. */
    @FunctionalInterface
    public interface Claim<T> {
        /** At most {@code limit} due ones of that queue, assigned to us. */
        CompletableFuture<DueBatch<T>> claim(String queue, Instant now, int limit);

        /** Gives back one that was claimed and cannot be handed out; it is due as before. */
        default CompletableFuture<?> release(T due) {
            return CompletableFuture.completedFuture(due);
        }

        /** Of the two halves. */
        static <T> Claim<T> of(Claim<T> claim, Function<T, CompletableFuture<?>> release) {
            return new Claim<>() {
                @Override
                public CompletableFuture<DueBatch<T>> claim(String queue, Instant now, int limit) {
                    return claim.claim(queue, now, limit);
                }

                @Override
                public CompletableFuture<?> release(T due) {
                    return release.apply(due);
                }
            };
        }
    }

    /** Takes what is due. */
    @FunctionalInterface
    public interface Taker<T> {
        /**
         * Works on it; called on a worker's thread, which it may hold.
         *
         * @return completes when it is out of our hands, and then its slot is free
         */
        CompletableFuture<?> take(T due);
    }

    private final String name;
    private final Claim<T> claim;
    private final Clock clock;
    private final int slots;
    private final ExecutorService workers;
    private final Gate gate;
    private final ScheduledThreadPoolExecutor thread;
    private final NextLook nextLook;
    private final Map<String, DueQueue<T>> queues = new ConcurrentHashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicInteger freed = new AtomicInteger();
    private boolean running;
    private boolean claiming;
    private boolean backlog;
    private long lingersUntil; // System.nanoTime(); 0: it does not
    private boolean faulty;
    private int inHand;
    private @Nullable CompletableFuture<Void> drained;

    /** As the other, with a gate that is always open. */
    public Dispatcher(String name, Claim<T> claim, Clock clock, int slots, ExecutorService workers) {
        this(name, claim, clock, slots, workers, Gate.OPEN);
    }

    /**
     * @param name for its thread
     * @param slots how many may be in hand at once
     * @param workers runs the takers, with a thread for every slot
     * @param gate says what may be claimed
     */
    public Dispatcher(String name, Claim<T> claim, Clock clock, int slots, ExecutorService workers, Gate gate) {
        this.name = name;
        this.claim = claim;
        this.clock = clock;
        this.slots = slots;
        this.workers = workers;
        this.gate = gate;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name));
        this.nextLook = new NextLook(thread, this::look);
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Begins to hand out. */
    public void start() {
        gate.whenOpened(this::wake);
        thread.execute(() -> {
            running = true;
            look();
        });
    }

    /** Hands what is due in that queue to the taker from now on, whatever has gathered first. */
    public void register(String queue, Taker<T> taker) {
        queues.put(queue, new DueQueue<>(taker, clock.instant()));
        wake();
    }

    /** Hands out no more of that queue; what is in hand goes on. */
    public void unregister(String queue) {
        queues.remove(queue);
    }

    /** Something in that queue is due at that time, which may be past. Cheap. */
    public void due(String queue, Instant at) {
        DueQueue<T> known = queues.get(queue);
        if (known != null) {
            known.signal(at);
            wake();
        }
    }

    /** Looks again at what is due, for instance because the clock was moved. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(this::look);
            } catch (RejectedExecutionException e) {
                LOG.debug("{} has stopped and is woken no more", name);
            }
        }
    }

    /**
     * Claims no more and waits for what is in hand. A second call does nothing.
     *
     * @return whether all of it was done in time
     */
    public boolean stop(Duration timeout) {
        if (thread.isShutdown()) {
            return true;
        }
        CompletableFuture<Void> empty = new CompletableFuture<>();
        thread.execute(() -> {
            running = false;
            drained = empty;
            countFreed();
        });
        try {
            empty.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            thread.shutdownNow();
        }
    }

    private void look() {
        woken.set(false);
        countFreed();
        try {
            claimNext();
        } catch (RuntimeException e) {
            LOG.error("{} failed and tries again in {} s", name, PAUSE_AFTER_FAULT.toSeconds(), e);
            nextLook.after(PAUSE_AFTER_FAULT);
        }
    }

    private void claimNext() {
        if (!running || claiming || inHand >= slots || lingers()) {
            return;
        }
        Instant now = clock.instant();
        int room = Math.min(slots - inHand, gate.room(inHand, now));
        if (room <= 0) {
            nextLook.at(gate.opensAt(now), now);
            return;
        }
        Optional<Map.Entry<String, DueQueue<T>>> next = queues.entrySet().stream()
                .filter(entry -> entry.getValue().dueAt() != null)
                .min(Comparator.comparing(entry -> entry.getValue().dueAtOrNever()));
        if (next.isEmpty()) {
            gate.nothingDue(inHand);
            return;
        }
        DueQueue<T> queue = next.get().getValue();
        Instant dueAt = queue.dueAtOrNever();
        if (dueAt.isAfter(now)) {
            gate.nothingDue(inHand);
            nextLook.after(Duration.between(now, dueAt));
            return;
        }
        claiming = true;
        lingersUntil = 0;
        queue.looked();
        claim(next.get().getKey(), now, room)
                .whenComplete((batch, fault) -> thread.execute(() -> claimed(queue, room, batch, fault)));
    }

    /** Not for long: a slot that is free must not stay so where calls take their time. */
    private boolean lingers() {
        if (!backlog || slots - inHand >= slots / SHARE_WORTH_A_CLAIM) {
            return false;
        }
        long now = System.nanoTime();
        if (lingersUntil == 0) {
            lingersUntil = now + UNTIL_MORE_ARE_FREE.toNanos();
            nextLook.after(UNTIL_MORE_ARE_FREE);
        }
        return now - lingersUntil < 0;
    }

    private CompletableFuture<DueBatch<T>> claim(String queue, Instant now, int limit) {
        try {
            return claim.claim(queue, now, limit);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void claimed(DueQueue<T> queue, int room, @Nullable DueBatch<T> batch, @Nullable Throwable fault) {
        claiming = false;
        backlog = batch != null && batch.items().size() == room;
        if (!running) {
            return; // stopped meanwhile: what it brought stays due on disk
        }
        if (batch == null) {
            LOG.atLevel(faulty ? Level.DEBUG : Level.WARN) // an outage may be long
                    .log("{} could not claim and tries every second: {}", name, String.valueOf(fault));
            faulty = true;
            queue.signal(clock.instant());
            nextLook.after(PAUSE_AFTER_FAULT);
            return;
        }
        faulty = false;
        gate.taken(batch.items().size());
        boolean all = true;
        for (T due : batch.items()) {
            all &= handOut(queue, due);
        }
        if (batch.next() != null) {
            queue.signal(batch.next());
        }
        if (all) {
            look();
        } else {
            queue.signal(clock.instant());
            nextLook.after(PAUSE_AFTER_FAULT);
        }
    }

    /** False if there is no thread for it, for want of memory or in a stop. */
    private boolean handOut(DueQueue<T> queue, T due) {
        try {
            workers.execute(() -> take(queue.taker(), due));
            inHand++;
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LOG.error("{} found no thread for something due, which waits. fault={}", name, e.toString());
            claim.release(due);
            return false;
        }
    }

    private void take(Taker<T> taker, T due) {
        CompletableFuture<?> done;
        try {
            done = taker.take(due);
        } catch (Throwable e) { // whatever it is, the slot must come back
            LOG.error("{} lost hold of something it had handed out", name, e);
            done = CompletableFuture.completedFuture(null);
        }
        done.whenComplete((ignored, fault) -> {
            freed.incrementAndGet();
            wake();
        });
    }

    private void countFreed() {
        inHand -= freed.getAndSet(0);
        CompletableFuture<Void> waiting = drained;
        if (waiting != null && inHand == 0) {
            waiting.complete(null);
        }
    }
}
