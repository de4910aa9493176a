package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The waits between the attempts of one delivery ({@code bridge.retry.schedule}).
 *
 * @param waits the wait before attempt 2, 3, …; positive, none after the last: the lead is exhausted
 * @param jitter share by which each wait may be longer or shorter; 0 to 1
 * @param random where the jitter comes from; thread-safe
 */
public record RetrySchedule(List<Duration> waits, double jitter, RandomGenerator random) {
    /**
     * How long to wait after a failed attempt, jitter included; empty when it was the last.
     *
     * @param attempt the one that failed, counted from 1
     * @param retryAfter what the receiver asked for (RFC 9110, 10.2.3); null if it did not. Capped at the longest wait,
     *     and never undercut
     */
    public Optional<Duration> waitAfter(int attempt, @Nullable Duration retryAfter) {
        if (attempt > waits.size()) {
            return Optional.empty();
        }
        Duration wait = jittered(waits.get(attempt - 1));
        if (retryAfter == null) {
            return Optional.of(wait);
        }
        Duration asked = min(retryAfter, longest());
        return Optional.of(asked.compareTo(wait) > 0 ? asked : wait);
    }

    /**
     * How long to leave the receiver alone altogether, as it answered that there were too many.
     *
     * @param retryAfter what it asked for; null if it did not: then the first wait. Capped at the longest one
     */
    public Duration pauseFor(@Nullable Duration retryAfter) {
        return retryAfter == null ? waits.get(0) : min(retryAfter, longest());
    }

    private Duration jittered(Duration wait) {
        double factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }

    private Duration longest() {
        return waits.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
