package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One queue of a dispatcher: who takes what is due in it, and when to look next. Thread-safe. */
final class DueQueue<T> {
    /** However sure it is that nothing waits in the store, after so long it has a look: nothing hangs on one signal. */
    private static final Duration SURE_FOR = Duration.ofSeconds(10);

    private final Taker<T> taker;
    private final AtomicReference<@Nullable Instant> dueAt;
    private volatile @Nullable Instant emptySince; // null: something due may wait in the store

    DueQueue(Taker<T> taker, Instant dueAt) {
        this.taker = taker;
        this.dueAt = new AtomicReference<>(dueAt);
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

    /** Whether nothing waits in the store that is due. */
    boolean isEmpty(Instant now) {
        Instant since = emptySince;
        Instant next = dueAt.get();
        return since != null
                && now.isBefore(since.plus(SURE_FOR))
                && !now.isBefore(since)
                && (next == null || next.isAfter(now));
    }

    @Nullable
    Instant dueAt() {
        return dueAt.get();
    }

    Instant dueAtOrNever() {
        Instant at = dueAt.get();
        return at == null ? Instant.MAX : at;
    }
}
