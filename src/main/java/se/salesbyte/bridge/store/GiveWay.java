package se.salesbyte.bridge.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Has the writer do what can wait, one piece at a time on the caller's thread. After each piece the writer is left to
 * others for a multiple of the time that it took, so that events and outcomes hardly wait for it.
 */
final class GiveWay implements AutoCloseable {
    private static final Duration PAUSE_IN_OUTAGE = Duration.ofSeconds(1);

    private final GroupCommit writer;
    private final int shareOfOthers;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param shareOfOthers how many times as long as its own work took the writer is left to others */
    GiveWay(GroupCommit writer, int shareOfOthers) {
        this.writer = writer;
        this.shareOfOthers = shareOfOthers;
    }

    /**
     * Runs one piece and then pauses; in an outage it is tried again. Empty if this was closed before it was done.
     *
     * @param work makes the piece, once for each try
     * @throws CompletionException if there is a fault in the piece itself
     */
    <T> Optional<T> run(Supplier<Work<T>> work) throws InterruptedException {
        boolean open = !isClosedWithin(Duration.ZERO);
        while (open) {
            long began = System.nanoTime();
            try {
                T result = writer.submit(work.get()).join();
                isClosedWithin(Duration.ofNanos(System.nanoTime() - began).multipliedBy(shareOfOthers));
                return Optional.of(result);
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof StoreUnavailableException)) {
                    throw e;
                }
                open = !isClosedWithin(PAUSE_IN_OUTAGE);
            }
        }
        return Optional.empty();
    }

    /** Waits for that time, shorter if this is closed meanwhile. */
    boolean isClosedWithin(Duration time) throws InterruptedException {
        return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends all pauses. */
    @Override
    public void close() {
        closed.countDown();
    }
}
