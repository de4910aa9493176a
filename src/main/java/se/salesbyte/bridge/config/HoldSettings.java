package se.salesbyte.bridge.config;

import java.time.Duration;
import java.util.Optional;

/**
 * When a lead that is due is kept back all the same.
 *
 * @param maxAge {@code bridge.freshness.max-age}, no default: how old a lead may be when it is due; empty for any age
 * @param quietHours {@code bridge.quiet-hours}, no default: when nothing is sent; empty for never
 * @param duplicateWindow {@code bridge.duplicate.window}, no default: for how long another lead with the same e-mail or
 *     phone makes one a possible duplicate; empty for never
 */
public record HoldSettings(
        Optional<Duration> maxAge, Optional<QuietHours> quietHours, Optional<Duration> duplicateWindow) {}
