package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import se.salesbyte.bridge.store.DueBatch;

/**
 * Hands what is due to whoever takes it, as soon as it is due and a slot is free. Nothing is claimed without a slot, so
 * what waits, waits in the store; but what the store has just committed it may offer by itself. Woken by signals and by one timer for the next due time, which looks at the clock every minute.
 *
 * <p>Its state is confined to its own thread; all public methods may be called from any thread and do not block, except
 * {@link #stop}.
 *
 * @param <T> what is handed out
 */
public final class Dispatcher<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

    /** Where a rate is kept somebody else is asked, who may take long: the others shall not wait for him. */
    private static final int SHARE_OF_A_SLOW_QUEUE = 4;

    /** Where others could take them: the next one for each slot, and no more. */
    private static final int OFFERED_A_SLOT = 2;

    private final String name;
    private final Claim<T> claim;
    private final Clock clock;
    private final Gate gate;
    private final ScheduledThreadPoolExecutor thread;
    private final NextLook nextLook;
    private final Linger linger;
    private final InHand<T> inHand;
    private final Map<String, DueQueue<T>> queues = new ConcurrentHashMap<>();
    private final Offers<T> offers = new Offers<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile Halt halt = Halt.NONE;
    private volatile double part = 1;
    private boolean running;
    private volatile boolean stopping;
    private boolean claiming;
    private boolean faulty;

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
        this.gate = gate;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name));
        this.inHand = new InHand<>(name, slots, workers, this::wake);
        this.nextLook = new NextLook(thread, this::look);
        this.linger = new Linger(nextLook);
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
        register(queue, taker, 0);
    }

    /**
     * As the other, no faster than that.
     *
     * @param perSecond how many are handed out a second, whatever becomes of them; 0 for as many as there are slots
     */
    public void register(String queue, Taker<T> taker, int perSecond) {
        DueQueue<T> registered =
                new DueQueue<>(taker, clock.instant(), perSecond, Math.max(1, inHand.slots() / SHARE_OF_A_SLOW_QUEUE));
        queues.put(queue, registered);
        registered.share(part); // as it is once all others have theirs
        wake();
    }

    /**
     * Has no more in hand than that from now on, and goes by that part of the rates of queues: others who share the store
     * have the rest.
     *
     * @param ofRates 0 to 1
     * @return how many are in hand, which may be more until they are done
     */
    public int share(int most, double ofRates) {
        part = ofRates;
        queues.values().forEach(queue -> queue.share(ofRates));
        int count = inHand.bound(most);
        offers.bound(OFFERED_A_SLOT * most);
        wake();
        return count;
    }

    /** Hands out nothing of that queue for so long; what is in hand goes on. */
    public void pause(String queue, Duration pause) {
        DueQueue<T> known = queues.get(queue);
        if (known != null) {
            Instant now = clock.instant();
            known.pause(now, now.plus(pause));
        }
    }

    /** Why what is due in that queue waits, in a word of the contract; empty unless it is for its own sake. */
    public Optional<String> waiting(String queue) {
        if (halt.covers(queue)) {
            return Optional.of("no-route");
        }
        DueQueue<T> known = queues.get(queue);
        return known != null && known.isSlowed(clock.instant()) ? Optional.of("rate-limit") : Optional.empty();
    }

    /** Hands out no more of that queue; what is in hand goes on. */
    public void unregister(String queue) {
        queues.remove(queue);
    }

    /**
     * Hands out nothing of those queues until {@link #resume}; it waits in the store, and what is in hand goes on. Only one
     * halt counts at a time.
     *
     * @return completes once nothing of them is in hand
     */
    public CompletableFuture<Void> halt(Predicate<String> queues) {
        Halt begun = new Halt(queues, new CompletableFuture<>());
        halt = begun;
        thread.execute(() -> tellDrained(begun)); // after a look that had begun before
        return begun.drained();
    }

    /** Ends a halt. */
    public void resume() {
        halt = Halt.NONE;
        wake();
    }

    /** Something in that queue is due at that time, which may be past. Cheap. */
    public void due(String queue, Instant at) {
        DueQueue<T> known = queues.get(queue);
        if (known != null) {
            known.signal(at);
            wake();
        }
    }

    /** Whether something of that queue would be taken if it were offered now. */
    public boolean wants(String queue, Instant at) {
        DueQueue<T> known = queues.get(queue);
        return known != null && isWanted(queue, known, at) && offers.hasRoom();
    }

    private boolean isWanted(String queue, DueQueue<T> known, Instant at) {
        Instant now = clock.instant();
        return !halt.covers(queue) && !at.isAfter(now) && known.takesOffers(now);
    }

    /**
     * Something of that queue that nobody else has, due at that time.
     *
     * @return whether it is ours now; if not, because something older waits or it is too early, it is to be claimed
     */
    public boolean offer(String queue, Instant at, T due) {
        DueQueue<T> known = queues.get(queue);
        boolean taken = known != null && isWanted(queue, known, at) && offers.take(queue, known, due);
        if (taken) {
            wake();
        }
        return taken;
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
        stopping = true;
        CompletableFuture<Void> empty = new CompletableFuture<>();
        thread.execute(() -> {
            running = false;
            offers.open(false);
            inHand.whenEmpty(empty);
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

    /** Whether it waits for what is in hand and hands out no more: nothing that takes long is to be begun. */
    public boolean isStopping() {
        return stopping;
    }

    private void look() {
        woken.set(false);
        inHand.countFreed();
        tellDrained(halt);
        try {
            handOutNext();
        } catch (RuntimeException e) {
            LOG.error("{} failed and tries again in {} s", name, PAUSE_AFTER_FAULT.toSeconds(), e);
            nextLook.after(PAUSE_AFTER_FAULT);
        }
    }

    private void tellDrained(Halt begun) {
        if (!begun.drained().isDone() && !inHand.hasAnyOf(begun.queues())) {
            begun.drained().complete(null);
        }
    }

    private void handOutNext() {
        Instant now = clock.instant();
        if (running && !claiming && inHand.isBounded() && isShut(now)) {
            leaveToOthers(now);
        }
        if (!running || claiming || inHand.freeSlots() <= 0) {
            return;
        }
        Map.Entry<String, DueQueue<T>> next = firstDue(now);
        Instant dueAt = next == null ? Instant.MAX : next.getValue().claimableAt(now);
        offers.open(dueAt.isAfter(now)
                && !(inHand.isBounded()
                        && isShut(now))); // what waits in the store is older than what is offered from now on
        handOutOffers(now);
        int room = roomAt(now);
        if (inHand.freeSlots() <= 0) {
            return;
        }
        if (room <= 0) {
            nextLook.at(gate.opensAt(now), now);
        } else if (next == null) {
            gate.nothingDue(inHand.count());
        } else if (dueAt.isAfter(now)) {
            gate.nothingDue(inHand.count());
            nextLook.at(dueAt, now);
        } else if (!linger.isOn(inHand)) {
            claimFrom(next.getKey(), next.getValue(), now, room);
        }
    }

    private Map.@Nullable Entry<String, DueQueue<T>> firstDue(Instant now) {
        Map.Entry<String, DueQueue<T>> first = null;
        Instant firstAt = Instant.MAX;
        for (Map.Entry<String, DueQueue<T>> queue : queues.entrySet()) {
            Instant dueAt = queue.getValue().claimableAt(now);
            if (dueAt.isBefore(firstAt) && !halt.covers(queue.getKey())) {
                first = queue;
                firstAt = dueAt;
            }
        }
        return first;
    }

    private int roomAt(Instant now) {
        return Math.min(inHand.freeSlots(), gate.room(inHand.count(), now));
    }

    private void handOutOffers(Instant now) {
        while (!offers.isEmpty() && roomAt(now) > 0) {
            handOut(offers.next(), now);
        }
    }

    /** Whether nothing would go although nothing were in hand. */
    private boolean isShut(Instant now) {
        return !inHand.isOpen() || gate.room(0, now) <= 0;
    }

    /** What they may be able to send. */
    private void leaveToOthers(Instant now) {
        offers.open(false);
        while (!offers.isEmpty()) {
            Offers.Offer<T> offer = offers.next();
            giveBack(offer.name(), offer.due(), now);
        }
    }

    /** Of a queue that is gone, paused or halted meanwhile, it goes back. */
    private void handOut(Offers.Offer<T> offer, Instant now) {
        if (isHandedOut(offer.name(), offer.queue())
                && !offer.queue().isSlowed(now)
                && inHand.give(offer.name(), offer.queue().taker(), offer.due())) {
            gate.taken(1);
        } else {
            giveBack(offer.name(), offer.due(), now);
        }
    }

    private void giveBack(String name, T due, Instant now) {
        claim.release(due).whenComplete((released, fault) -> due(name, now));
    }

    /** Whether it is the queue of that name still, and not halted. */
    private boolean isHandedOut(String name, DueQueue<T> queue) {
        return queues.get(name) == queue && !halt.covers(name);
    }

    private void claimFrom(String name, DueQueue<T> queue, Instant now, int room) {
        claiming = true;
        linger.over();
        queue.looked();
        int limit = Math.min(room, queue.room(now));
        claim(name, now, limit)
                .whenComplete((batch, fault) -> thread.execute(() -> claimed(name, queue, now, limit, batch, fault)));
    }

    private CompletableFuture<DueBatch<T>> claim(String queue, Instant now, int limit) {
        try {
            return claim.claim(queue, now, limit);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void claimed(
            String name,
            DueQueue<T> queue,
            Instant then,
            int room,
            @Nullable DueBatch<T> batch,
            @Nullable Throwable fault) {
        claiming = false;
        boolean full = batch != null && batch.items().size() == room;
        linger.backlog(full);
        if (!running) {
            return; // stopped meanwhile: what it brought stays due on disk
        }
        if (batch == null) {
            LOG.atLevel(faulty ? Level.DEBUG : Level.WARN) // an outage may be long
                    .log("{} could not claim and tries every second: {}", this.name, String.valueOf(fault));
            faulty = true;
            queue.signal(clock.instant());
            nextLook.after(PAUSE_AFTER_FAULT);
            return;
        }
        faulty = false;
        if (!isHandedOut(name, queue)) { // its taker may be gone
            batch.items().forEach(due -> giveBack(name, due, then));
            due(name, then);
            wake();
            return;
        }
        gate.taken(batch.items().size());
        queue.taken(batch.items().size(), clock.instant());
        boolean all = true;
        for (T due : batch.items()) {
            all &= handOut(name, queue, due);
        }
        if (batch.next() != null) {
            queue.signal(batch.next());
        }
        if (!full) {
            queue.foundAll(then);
        }
        if (all) {
            look();
        } else {
            queue.signal(clock.instant());
            nextLook.after(PAUSE_AFTER_FAULT);
        }
    }

    private boolean handOut(String name, DueQueue<T> queue, T due) {
        boolean given = inHand.give(name, queue.taker(), due);
        if (!given) {
            queue.givenBack();
            claim.release(due);
        }
        return given;
    }
}
