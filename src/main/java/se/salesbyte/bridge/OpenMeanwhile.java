package se.salesbyte.bridge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A part that is opened on a thread of its own, while those that do not need it yet are made. */
final class OpenMeanwhile<T extends AutoCloseable> {
    private final CompletableFuture<T> opening;

    OpenMeanwhile(String name, Supplier<T> open) {
        this.opening = CompletableFuture.supplyAsync(open, task -> {
            Thread thread = new Thread(task, name + "-opening");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * The part, waited for.
     *
     * @throws RuntimeException the one that kept it from being opened
     */
    T get() {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** Closes the part, if it could be opened. */
    void closeOpened() throws Exception {
        T opened = opening.exceptionally(fault -> null).join();
        if (opened != null) {
            opened.close();
        }
    }
}
