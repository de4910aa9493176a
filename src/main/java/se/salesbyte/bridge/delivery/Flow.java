package se.salesbyte.bridge.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.PausedTarget;

/**
 * How leads get to SalesByte, all of them together: not while it is down, not sooner than it asked for, not faster than
 * {@code salesbyte.rate-limit}. What it keeps back is not claimed, so that it keeps its place and burns no attempt.
 * Thread-safe.
 */
public final class Flow implements Gate, CallWatch {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final Breaker breaker;
    private final ConfigurationPauses pauses;
    private final @Nullable CallRate rate;
    private final @Nullable Duration duplicateWindow;
    private final RetrySchedule schedule;
    private final FlowAlarm alarm;
    private final Clock clock;
    private final AtomicReference<@Nullable Shut> slowed = new AtomicReference<>();

    /**
     * What it goes by.
     *
     * @param maxConcurrency {@code salesbyte.max-concurrency}
     * @param rateLimit {@code salesbyte.rate-limit}; 0 for none
     * @param configurationLimit {@code salesbyte.configuration-limit}
     * @param breakerWait {@code salesbyte.breaker.wait}
     * @param duplicateWindow {@code bridge.duplicate.window}; null if not set
     * @param schedule bounds what SalesByte may ask for
     */
    public record Rules(
            int maxConcurrency,
            int rateLimit,
            int configurationLimit,
            Duration breakerWait,
            @Nullable Duration duplicateWindow,
            RetrySchedule schedule) {}

    /** @param probe asks whether SalesByte is alive, without a lead; does not wait */
    public Flow(Rules rules, Supplier<CompletableFuture<Boolean>> probe, FlowAlarm alarm, Clock clock) {
        this.breaker = new Breaker(rules.breakerWait(), rules.maxConcurrency(), probe, alarm, clock);
        this.pauses = new ConfigurationPauses(rules.configurationLimit(), alarm, clock);
        this.rate = rules.rateLimit() == 0 ? null : new CallRate(rules.rateLimit());
        this.duplicateWindow = rules.duplicateWindow();
        this.schedule = rules.schedule();
        this.alarm = alarm;
        this.clock = clock;
    }

    /** That part of the rate is ours, 0 to 1; the rest is for others. */
    void share(double part) {
        if (rate != null) {
            rate.share(part);
        }
    }

    @Override
    public int room(int inHand, Instant now) {
        if (isSlowed(now)) {
            return 0;
        }
        int width = breaker.width(now) - inHand;
        return rate == null || width <= 0 ? width : Math.min(width, rate.available(now));
    }

    @Override
    public Instant opensAt(Instant now) {
        Shut slow = slowed.get();
        if (slow != null && !slow.isOver(now)) {
            return slow.until();
        }
        Instant until = breaker.until();
        if (until != null) {
            return until;
        }
        Instant next = rate == null ? now : rate.nextAt(now);
        return next.isAfter(now) ? next : Instant.MAX; // something in hand, or a probe, tells
    }

    @Override
    public void taken(int claimed) {
        if (rate != null && claimed > 0) {
            rate.take(claimed, clock.instant());
        }
    }

    @Override
    public void nothingDue(int inHand) {
        breaker.nothingDue(inHand);
    }

    @Override
    public void whenOpened(Runnable wake) {
        breaker.whenOpened(wake);
    }

    @Override
    public @Nullable Instant duplicatesSince() {
        return duplicateWindow == null ? null : clock.instant().minus(duplicateWindow);
    }

    @Override
    public int calling() {
        return breaker.phase();
    }

    @Override
    public boolean isPaused(QuoteTarget target) {
        return pauses.isPaused(target);
    }

    /**
     * Lets leads of paused profiles go again; those that wait are to be judged anew.
     *
     * @param profile its name; null for all
     * @return the names of those that were paused
     */
    public List<String> resume(@Nullable String profile) {
        return pauses.resume(profile);
    }

    @Override
    public void ended(int call, @Nullable QuoteTarget target, Outcome outcome) {
        if (target != null) {
            pauses.ended(target, outcome);
        }
        Integer status = outcome.status();
        breaker.ended(call, status == null || status >= SERVER_ERRORS);
        if (status != null && status == TOO_MANY_REQUESTS) {
            Duration pause = schedule.pauseFor(outcome.retryAfter());
            slow(pause);
            alarm.slowed(pause);
        }
    }

    /** Nothing goes for so long. */
    void slow(Duration pause) {
        Instant now = clock.instant();
        slowed.accumulateAndGet(new Shut(now, now.plus(pause)), (old, fresh) -> longer(old, fresh, now));
    }

    /** Others who share the store have paused those, and no others. Says whether leads go again somewhere. */
    boolean adopt(List<PausedTarget> paused) {
        return pauses.adopt(paused);
    }

    @Override
    public void notCalled() {
        if (rate != null) {
            rate.giveBack();
        }
    }

    /** Why leads that are due are kept back, in a word of the contract; null if they are not. */
    public @Nullable String waiting() {
        if (breaker.state() != BreakerState.CLOSED) {
            return "breaker";
        }
        Instant now = clock.instant();
        return isSlowed(now) || (rate != null && rate.available(now) == 0) ? "rate-limit" : null;
    }

    /** Shows there whether the breaker is open. */
    public void measure(MeterRegistry metrics) {
        Gauge.builder("bridge.breaker", this, flow -> flow.breaker.state().level())
                .description("Whether leads go to SalesByte: 0 they do, 1 a few at a time to try it, 2 they do not")
                .register(metrics);
        Gauge.builder("bridge.paused", this, flow -> flow.pauses.paused().size())
                .description("Profiles whose leads wait, as SalesByte does not know them or does not let them in")
                .register(metrics);
    }

    /** How it stands. */
    public FlowState state() {
        Shut slow = slowed.get();
        return new FlowState(
                breaker.state(),
                breaker.until(),
                slow == null || slow.isOver(clock.instant()) ? null : slow.until(),
                pauses.paused());
    }

    private boolean isSlowed(Instant now) {
        Shut slow = slowed.get();
        if (slow == null) {
            return false;
        }
        if (slow.isOver(now)) {
            slowed.compareAndSet(slow, null);
            return false;
        }
        return true;
    }

    private static @Nullable Shut longer(@Nullable Shut old, @Nullable Shut fresh, Instant now) {
        return old == null || fresh == null || old.isOver(now) || fresh.until().isAfter(old.until()) ? fresh : old;
    }
}
