package se.salesbyte.bridge.delivery;

import java.util.concurrent.CompletableFuture;

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
