package se.salesbyte.bridge.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Queues of which nothing is handed out for a while.
 *
 * @param queues which
 * @param drained completes once nothing of them is in hand
 */
record Halt(Predicate<String> queues, CompletableFuture<Void> drained) {
    /** All go. */
    static final Halt NONE = new Halt(queue -> false, CompletableFuture.completedFuture(null));

    boolean covers(String queue) {
        return queues.test(queue);
    }
}
