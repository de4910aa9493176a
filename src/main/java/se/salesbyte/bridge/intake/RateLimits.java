package se.salesbyte.bridge.intake;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToIntFunction;

/** How many verified requests of each source are taken a second. Thread-safe. */
final class RateLimits {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final ToIntFunction<String> perSecond;
    private final ConcurrentMap<String, Optional<RateLimiter>> limiters = new ConcurrentHashMap<>();

    /** @param perSecond the limit of a source, asked once; 0 for none */
    RateLimits(ToIntFunction<String> perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether another request of the source may be taken now; counts it if so. */
    boolean allows(String source) {
        return limiters.computeIfAbsent(source, this::limiter)
                .map(RateLimiter::acquirePermission)
                .orElse(true);
    }

    private Optional<RateLimiter> limiter(String source) {
        int limit = perSecond.applyAsInt(source);
        return limit == 0
                ? Optional.empty()
                : Optional.of(RateLimiter.of(
                        source,
                        RateLimiterConfig.custom()
                                .limitForPeriod(limit)
                                .limitRefreshPeriod(PERIOD)
                                .timeoutDuration(Duration.ZERO)
                                .build()));
    }
}
