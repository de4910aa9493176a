package se.salesbyte.bridge.delivery;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import se.salesbyte.bridge.store.DueBatch;

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
