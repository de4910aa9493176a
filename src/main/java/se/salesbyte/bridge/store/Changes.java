package se.salesbyte.bridge.store;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the commits that changed something, and tells one who follows them. Counted from the start of the process. */
final class Changes {
    private final AtomicLong count = new AtomicLong();
    private volatile Runnable follower = () -> {};

    /** That group is on disk; for the writer's thread. */
    void after(List<Job<?>> group) {
        if (group.stream().anyMatch(Job::changes)) {
            count.incrementAndGet();
            follower.run();
        }
    }

    long count() {
        return count.get();
    }

    /** Runs that on the writer's thread after each of them. */
    void follow(Runnable task) {
        follower = task;
    }
}
