package se.salesbyte.bridge.intake;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all bodies held at a time: limits for one body alone do not bound the memory of many. Thread-safe. */
final class BodyBudget {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** Takes so many bytes of it; false, and nothing is taken, if there is less left. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) > limit) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Gives back what was taken. */
    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}
