package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.HoldRules;
import se.salesbyte.bridge.store.LeadStore;

/**
 * Looks every few seconds whether the clock was set back, and then moves all that waits by as much: times in the store
 * are the clock's, and nothing shall wait an hour longer for having been booked by a wrong one. A clock that was set
 * ahead needs nothing: what waits is due sooner. Safe for concurrent use.
 */
public final class ClockWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** A clock that is slewed, or corrected by a little, delays nothing by more than that. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final LeadStore store;
    private final HoldRules held;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "clock-watch"));
    private Instant latest;

    /**
     * Also notices what was set back since the last event of an earlier run.
     *
     * @param held what is not judged anew when it is
     */
    public ClockWatch(Clock clock, LeadStore store, HoldRules held) {
        this.clock = clock;
        this.store = store;
        this.held = held;
        this.latest = store.queries().newest().orElse(Instant.EPOCH);
    }

    /** Begins to look. */
    public void start() {
        timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks now. */
    public synchronized void look() {
        Instant now = clock.instant();
        if (now.plus(TOLERANCE).isBefore(latest)) {
            Duration by = Duration.between(now, latest);
            LOG.warn("The clock was set back; what waits is moved by as much. seconds={}", by.toSeconds());
            latest = now;
            store.clockSetBack(by, held, now);
        } else if (now.isAfter(latest)) {
            latest = now;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
