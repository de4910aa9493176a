package se.salesbyte.bridge.console;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What else in this process keeps people: the sandbox. */
@FunctionalInterface
public interface EraseElsewhere {
    /** For a process that keeps them in its store alone. */
    EraseElsewhere NOWHERE = (email, phone) -> CompletableFuture.completedFuture(0);

    /**
     * Erases a person by one of the two, the other is null; completes once nothing of them is on disk.
     *
     * @return how many things of theirs there were
     */
    CompletableFuture<Integer> erase(@Nullable String email, @Nullable String phone);
}
