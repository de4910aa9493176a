package se.salesbyte.bridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;

/** {@code Retry-After} of anybody: a wait that can be reckoned with, or none. An input is one value a line. */
public final class RetryAfterFuzz implements FuzzTarget {
    private static final Instant NOW = Instant.parse("2026-11-20T09:15:00Z");
    private static final Duration LONGEST = Duration.ofDays(1_000_000L * 366);

    @Override
    public void feed(FuzzInput input) {
        List<String> values = input.lines();
        RetryAfter.parse(values, NOW).ifPresent(wait -> assertThat(wait).isBetween(Duration.ZERO, LONGEST));
        values.forEach(value -> RetryAfter.parse(List.of(value), NOW)
                .ifPresent(wait -> assertThat(RetryAfter.parse(values, NOW))
                        .hasValueSatisfying(longest -> assertThat(longest).isGreaterThanOrEqualTo(wait))));
    }
}
