package se.salesbyte.bridge.console;

import java.util.concurrent.CompletableFuture;
import se.salesbyte.bridge.store.ActedBy;
import se.salesbyte.bridge.store.RefusedRequest;

/** Lets a refused request through the intake again, with the secret and the route as they are now. */
@FunctionalInterface
public interface ReleaseRefused {
    /**
     * Verifies it again and, if it passes, keeps its events in its stead.
     *
     * @param request one whose body was kept
     * @param by who lets it through, and why
     */
    CompletableFuture<Release> release(RefusedRequest request, ActedBy by);
}
