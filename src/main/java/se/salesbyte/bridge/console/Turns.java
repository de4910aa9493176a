package se.salesbyte.bridge.console;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets two at a time do what may take long, and a few wait for it, so that all other calls have threads left. Thread-safe. */
final class Turns {
    private static final int AT_ONCE = 2;
    private static final int MAY_WAIT = 4;
    private static final int PATIENCE_SECONDS = 10;

    private final Semaphore free = new Semaphore(AT_ONCE, true);

    /** @throws CallRefusedException if too many wait, or it takes too long until it can begin */
    Reply take(Supplier<Reply> call) throws InterruptedException {
        if (free.getQueueLength() >= MAY_WAIT || !free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new CallRefusedException(
                    new JsonProblem(503, "Busy", "others try out mappings just now: try again in a moment"));
        }
        try {
            return call.get();
        } finally {
            free.release();
        }
    }
}
