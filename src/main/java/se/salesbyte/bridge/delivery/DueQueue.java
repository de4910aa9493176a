package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One queue of a dispatcher: who takes what is due in it, when to look next, and how fast it may go. Thread-safe. */
final class DueQueue<T> {
    /** However sure it is that nothing waits in the store, after so long it has a look: nothing hangs on one signal. */
    private static final Duration SURE_FOR = Duration.ofSeconds(10);

    private final Taker<T> taker;
    private final AtomicReference<@Nullable Instant> dueAt;
    private final @Nullable CallRate rate;
    private final int most;
    private final AtomicInteger inHand = new AtomicInteger(); // counted only where a rate is kept
    private final AtomicReference<@Nullable Shut> shut = new AtomicReference<>();
    private volatile @Nullable Instant emptySince; // null: something due may wait in the store

    /**
     * @param perSecond how many may be handed out a second; 0 for as many as there are
     * @param most how many may be in hand at once where a rate is kept
     */
    DueQueue(Taker<T> taker, Instant dueAt, int perSecond, int most) {
        this.taker = perSecond == 0 ? taker : due -> counted(taker, due);
        this.most = most;
        this.dueAt = new AtomicReference<>(dueAt);
        this.rate = perSecond == 0 ? null : new CallRate(perSecond);
    }

    private CompletableFuture<?> counted(Taker<T> taker, T due) {
        try {
            return taker.take(due).whenComplete((done, fault) -> inHand.decrementAndGet());
        } catch (RuntimeException | Error e) {
            inHand.decrementAndGet();
            throw e;
        }
    }

    /** That part of its rate is ours, 0 to 1. */
    void share(double part) {
        if (rate != null) {
            rate.share(part);
        }
    }

    Taker<T> taker() {
        return taker;
    }

    void signal(Instant at) {
        dueAt.accumulateAndGet(at, (old, fresh) -> old == null || fresh.isBefore(old) ? fresh : old);
    }

    /** A claim begins. */
    void looked() {
        emptySince = null;
        dueAt.set(null);
    }

    /** That claim has brought all that was due then. */
    void foundAll(Instant then) {
        emptySince = then;
    }

    /** Whether one that is offered may go before any that the store has: not where a rate is kept, which is kept at claims. */
    boolean takesOffers(Instant now) {
        return rate == null && !isSlowed(now) && isEmpty(now);
    }

    private boolean isEmpty(Instant now) {
        Instant since = emptySince;
        Instant next = dueAt.get();
        return since != null
                && now.isBefore(since.plus(SURE_FOR))
                && !now.isBefore(since)
                && (next == null || next.isAfter(now));
    }

    /** When something of it is due and may be claimed; {@link Instant#MAX} if nothing is due. */
    Instant claimableAt(Instant now) {
        Instant at = dueAt.get();
        return at == null ? Instant.MAX : later(at, opensAt(now));
    }

    /** Whether what is due in it has to wait, for its rate or a pause. */
    boolean isSlowed(Instant now) {
        return opensAt(now).isAfter(now);
    }

    /** How many may be claimed at once. */
    int room(Instant now) {
        return rate == null ? Integer.MAX_VALUE : Math.min(rate.available(now), most - inHand.get());
    }

    void taken(int claimed, Instant now) {
        if (rate != null && claimed > 0) {
            rate.take(claimed, now);
            inHand.addAndGet(claimed);
        }
    }

    /** One of those taken was not handed out. */
    void givenBack() {
        if (rate != null) {
            inHand.decrementAndGet();
        }
    }

    /** Nothing of it is handed out until then; a longer pause that was asked for before still counts. */
    void pause(Instant now, Instant until) {
        shut.accumulateAndGet(new Shut(now, until), (old, fresh) -> isLonger(old, fresh, now) ? old : fresh);
    }

    private static boolean isLonger(@Nullable Shut old, @Nullable Shut fresh, Instant now) {
        return old != null && fresh != null && !old.isOver(now) && old.until().isAfter(fresh.until());
    }

    private Instant opensAt(Instant now) {
        Shut pause = shut.get();
        Instant open = pause == null || pause.isOver(now) ? Instant.MIN : pause.until();
        if (rate != null && inHand.get() >= most) {
            return Instant.MAX; // until one of them is done
        }
        return rate == null ? open : later(open, rate.nextAt(now));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
