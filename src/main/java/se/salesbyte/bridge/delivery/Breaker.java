package se.salesbyte.bridge.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves SalesByte alone when at least 70 % of at least 10 calls within a minute failed. After a wait, which doubles each
 * time that it still fails, it asks without a lead; then one lead goes, and as long as they succeed 2, 4, 8 at a time.
 * The library counts the calls; the way back, which is slower than the library's, is ours. Thread-safe; while it is closed,
 * whoever asks waits for nobody.
 */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final int FAILED_PERCENT = 70;
    private static final int FEWEST_CALLS = 10;
    private static final int WINDOW_SECONDS = 60;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final CircuitBreaker counted;
    private final Duration firstWait;
    private final int full;
    private final Supplier<CompletableFuture<Boolean>> probe;
    private final FlowAlarm alarm;
    private final Clock clock;
    private volatile BreakerState state = BreakerState.CLOSED;
    private volatile int phase; // calls of an earlier one say nothing of this one
    private volatile @Nullable Shut shut;
    private volatile Runnable wake = () -> {};
    private Duration wait;
    private Instant since = Instant.MIN;
    private int width;
    private int succeeded;

    /**
     * @param full how many calls there may be at a time when all is well
     * @param probe asks whether SalesByte is alive, without a lead; does not wait
     */
    Breaker(Duration firstWait, int full, Supplier<CompletableFuture<Boolean>> probe, FlowAlarm alarm, Clock clock) {
        this.firstWait = firstWait;
        this.wait = firstWait;
        this.full = full;
        this.probe = probe;
        this.alarm = alarm;
        this.clock = clock;
        this.counted = CircuitBreaker.of(
                "salesbyte",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(WINDOW_SECONDS)
                        .minimumNumberOfCalls(FEWEST_CALLS)
                        .failureRateThreshold(FAILED_PERCENT)
                        .clock(clock)
                        .build());
    }

    /** That is run when a probe has ended. */
    void whenOpened(Runnable run) {
        wake = run;
    }

    BreakerState state() {
        return state;
    }

    /** Until when it is open; null if it is not, or a probe is on its way. */
    @Nullable
    Instant until() {
        Shut now = shut;
        return now == null ? null : now.until();
    }

    /** A mark of the calls that begin now. */
    int phase() {
        return phase;
    }

    /** How many calls there may be at a time; begins to probe when the wait is over. */
    int width(Instant now) {
        return state == BreakerState.CLOSED ? Integer.MAX_VALUE : probingWidth(now);
    }

    private int probingWidth(Instant now) {
        synchronized (this) {
            if (shut == null || !shut.isOver(now)) {
                return state == BreakerState.CLOSED ? Integer.MAX_VALUE : width;
            }
            shut = null;
            state = BreakerState.PROBING;
        }
        ask().whenComplete((alive, fault) -> probed(Boolean.TRUE.equals(alive)));
        return 0;
    }

    private CompletableFuture<Boolean> ask() {
        try {
            return probe.get();
        } catch (RuntimeException | Error e) { // for want of a thread, say: it would be asked never again
            return CompletableFuture.failedFuture(e);
        }
    }

    private void probed(boolean alive) {
        synchronized (this) {
            if (alive) {
                LOG.info("SalesByte answers again; one lead is tried");
                phase++;
                width = 1;
                succeeded = 0;
            } else {
                openAgain();
            }
        }
        wake.run();
    }

    /** A call of that phase has ended. */
    void ended(int of, boolean failed) {
        if (of != phase) {
            return;
        }
        if (state == BreakerState.CLOSED) {
            count(failed);
        } else {
            judge(of, failed);
        }
    }

    /** Nothing is due: there is no crowd that would have to be let in slowly. */
    void nothingDue(int inHand) {
        if (state == BreakerState.PROBING && inHand == 0) {
            closeIfPassed();
        }
    }

    private synchronized void closeIfPassed() {
        if (state == BreakerState.PROBING && width > 1) {
            close();
        }
    }

    private void count(boolean failed) {
        if (failed) {
            counted.onError(0, TimeUnit.NANOSECONDS, new FailedCall());
        } else {
            counted.onSuccess(0, TimeUnit.NANOSECONDS);
        }
        if (failed && counted.getState() == CircuitBreaker.State.OPEN) {
            openFirst();
        }
    }

    private synchronized void openFirst() {
        if (state != BreakerState.CLOSED) {
            return;
        }
        wait = firstWait;
        since = clock.instant();
        open();
        int calls = counted.getMetrics().getNumberOfBufferedCalls();
        int failures = counted.getMetrics().getNumberOfFailedCalls();
        Instant until = since.plus(wait);
        LOG.warn("SalesByte is left alone, as most calls fail. calls={} failed={} until={}", calls, failures, until);
        alarm.unavailable(new FlowAlarm.Unavailable(calls, failures, until, since));
    }

    private synchronized void judge(int of, boolean failed) {
        if (of != phase || state != BreakerState.PROBING || width == 0) {
            return;
        }
        if (failed) {
            openAgain();
        } else if (++succeeded >= width) {
            width *= 2;
            succeeded = 0;
            if (width > full) {
                close();
            }
        }
    }

    private synchronized void openAgain() {
        Duration doubled = wait.multipliedBy(2);
        Duration capped = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        wait = capped.compareTo(wait) > 0 ? capped : wait;
        open();
        LOG.info("SalesByte still fails and is left alone. until={}", until());
    }

    private synchronized void open() {
        Instant now = clock.instant();
        phase++;
        width = 0;
        shut = new Shut(now, now.plus(wait));
        state = BreakerState.OPEN;
    }

    private synchronized void close() {
        counted.reset();
        state = BreakerState.CLOSED;
        Instant now = clock.instant();
        LOG.info("SalesByte takes leads again. since={}", since);
        alarm.recovered(since, now);
    }

    /** What the library is told of a call that failed; it only counts them. */
    private static final class FailedCall extends Exception {
        private static final long serialVersionUID = 1;

        FailedCall() {
            super("a call failed", null, false, false);
        }
    }
}
