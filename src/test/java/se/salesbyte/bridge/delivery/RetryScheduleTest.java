package se.salesbyte.bridge.delivery;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private static final List<Duration> WAITS = List.of(ofSeconds(5), ofSeconds(30), ofMinutes(2));

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # attempt, Retry-After, wait
            1,          ,           PT5S
            2,          ,           PT30S
            3,          ,           PT2M
            # longer than the schedule: as asked
            1,          PT20S,      PT20S
            # shorter than the schedule: the schedule
            2,          PT20S,      PT30S
            1,          PT0S,       PT5S
            # capped at the longest wait
            1,          PT24H,      PT2M
            3,          PT24H,      PT2M
            """)
    void waitsByTheScheduleAndNeverLessThanAsked(int attempt, Duration retryAfter, Duration wait) {
        assertThat(new RetrySchedule(WAITS, 0, RandomGenerator.getDefault()).waitAfter(attempt, retryAfter))
                .hasValue(wait);
    }

    @ParameterizedTest
    @CsvSource({"4,", "5,", "4,PT1S"})
    void endsAfterTheLastAttempt(int attempt, Duration retryAfter) {
        assertThat(new RetrySchedule(WAITS, 0, RandomGenerator.getDefault()).waitAfter(attempt, retryAfter))
                .isEmpty();
    }

    @Test
    void endsAtOnceWithoutWaits() {
        assertThat(new RetrySchedule(List.of(), 0.2, RandomGenerator.getDefault()).waitAfter(1, ofSeconds(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # random, jitter, wait after attempt 2
            0.0,      0.2,    PT24S
            0.5,      0.2,    PT30S
            1.0,      0.2,    PT36S
            0.0,      1.0,    PT0S
            """)
    void spreadsTheWaitByItsJitter(double random, double jitter, Duration wait) {
        assertThat(new RetrySchedule(WAITS, jitter, always(random)).waitAfter(2, null))
                .hasValue(wait);
    }

    @Test
    void spreadsOverTheWholeRangeAndNoFurther() {
        RetrySchedule schedule = new RetrySchedule(WAITS, 0.2, RandomGenerator.of("L64X128MixRandom"));
        List<Duration> waits = IntStream.range(0, 2000)
                .mapToObj(i -> schedule.waitAfter(2, null).orElseThrow())
                .toList();
        assertThat(waits).allMatch(wait -> wait.compareTo(ofSeconds(24)) >= 0 && wait.compareTo(ofSeconds(36)) <= 0);
        assertThat(waits).anyMatch(wait -> wait.compareTo(ofSeconds(25)) < 0);
        assertThat(waits).anyMatch(wait -> wait.compareTo(ofSeconds(35)) > 0);
    }

    @Test
    void neverUndercutsWhatWasAskedByJitter() {
        assertThat(new RetrySchedule(WAITS, 0.2, always(0)).waitAfter(2, ofSeconds(28)))
                .hasValue(ofSeconds(28));
    }

    private static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
