package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a dispatcher. It waits for a while only, as it knows nothing of a clock that is set or a machine that
 * sleeps. Confined to the dispatcher's thread.
 */
final class NextLook {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final ScheduledExecutorService thread;
    private final Runnable look;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable Instant at;

    NextLook(ScheduledExecutorService thread, Runnable look) {
        this.thread = thread;
        this.look = look;
    }

    /** Instead of what was set before. */
    void after(Duration wait) {
        if (timer != null) {
            timer.cancel(false);
        }
        at = null;
        timer = thread.schedule(this::now, nap(wait).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Instead of what was set before, unless it is set for that time. */
    void at(Instant time, Instant now) {
        if (!time.equals(at)) {
            after(Duration.between(now, time));
            at = time;
        }
    }

    private void now() {
        at = null;
        look.run();
    }

    static Duration nap(Duration wait) {
        return wait.compareTo(SHORTEST_WAIT) < 0
                ? SHORTEST_WAIT
                : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
