package se.salesbyte.bridge.delivery;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One queue of a dispatcher: who takes what is due in it, and when to look next. Thread-safe. */
final class DueQueue<T> {
    private final Dispatcher.Taker<T> taker;
    private final AtomicReference<@Nullable Instant> dueAt;

    DueQueue(Dispatcher.Taker<T> taker, Instant dueAt) {
        this.taker = taker;
        this.dueAt = new AtomicReference<>(dueAt);
    }

    Dispatcher.Taker<T> taker() {
        return taker;
    }

    void signal(Instant at) {
        dueAt.accumulateAndGet(at, (old, fresh) -> old == null || fresh.isBefore(old) ? fresh : old);
    }

    void looked() {
        dueAt.set(null);
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
