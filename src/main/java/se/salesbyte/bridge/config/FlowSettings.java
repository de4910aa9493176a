package se.salesbyte.bridge.config;

import java.time.Duration;

/**
 * How much SalesByte is given at a time, and when it is left alone.
 *
 * @param maxConcurrency {@code salesbyte.max-concurrency}, default 16: the most calls at a time; 1 to 1000
 * @param rateLimit {@code salesbyte.rate-limit}, default 0, which means none: the most calls a second
 * @param configurationLimit {@code salesbyte.configuration-limit}, default 5: after how many answers in a row that a uuid
 *     or its quote profile is not known, or not let in, its further leads wait; 1 to 1000
 * @param breakerWait {@code salesbyte.breaker.wait}, default 30 seconds: how long SalesByte is left alone when most calls
 *     fail, before it is tried again; doubled each time that it still fails, to 10 minutes; positive
 */
public record FlowSettings(int maxConcurrency, int rateLimit, int configurationLimit, Duration breakerWait) {}
