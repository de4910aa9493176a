package se.salesbyte.bridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    @ParameterizedTest(name = "{0}-{1} at {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # overnight, in winter (UTC+1)
            21:00 | 08:00 | 2026-01-15T19:59:59Z |
            21:00 | 08:00 | 2026-01-15T20:00:00Z | 2026-01-16T07:00:00Z
            21:00 | 08:00 | 2026-01-15T23:30:00Z | 2026-01-16T07:00:00Z
            21:00 | 08:00 | 2026-01-16T06:59:59Z | 2026-01-16T07:00:00Z
            21:00 | 08:00 | 2026-01-16T07:00:00Z |
            # within a day, in summer (UTC+2)
            12:00 | 13:00 | 2026-07-01T09:59:00Z |
            12:00 | 13:00 | 2026-07-01T10:00:00Z | 2026-07-01T11:00:00Z
            12:00 | 13:00 | 2026-07-01T11:00:00Z |
            # to midnight, and from it
            21:00 | 00:00 | 2026-07-01T21:00:00Z | 2026-07-01T22:00:00Z
            00:00 | 06:00 | 2026-07-01T22:00:00Z | 2026-07-02T04:00:00Z
            # the night in which clocks are put forward is short, the one in which they are put back is long
            21:00 | 08:00 | 2026-03-28T20:00:00Z | 2026-03-29T06:00:00Z
            21:00 | 08:00 | 2026-10-24T19:00:00Z | 2026-10-25T07:00:00Z
            # an end that is left out: quiet is over when the clocks jump over it, at 02:00 to 03:00
            21:00 | 02:30 | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z
            # an end that comes twice: quiet from 02:00 to 02:30 both times
            21:00 | 02:30 | 2026-10-25T00:10:00Z | 2026-10-25T00:30:00Z
            21:00 | 02:30 | 2026-10-25T00:45:00Z |
            21:00 | 02:30 | 2026-10-25T01:10:00Z | 2026-10-25T01:30:00Z
            # a beginning that is left out: quiet begins when the clocks have jumped over it
            02:15 | 06:00 | 2026-03-29T00:59:00Z |
            02:15 | 06:00 | 2026-03-29T01:00:00Z | 2026-03-29T04:00:00Z
            # clocks put back out of the quiet hours end them
            02:30 | 03:30 | 2026-10-25T00:45:00Z | 2026-10-25T01:00:00Z
            """)
    void endsByTheClocksOfThePlace(LocalTime from, LocalTime to, Instant now, @Nullable Instant end) {
        assertThat(new QuietHours(from, to, ZoneId.of("Europe/Stockholm")).endIfQuiet(now))
                .isEqualTo(Optional.ofNullable(end));
    }

    /** Whatever the hours, the place and the time. */
    @ParameterizedTest
    @CsvSource({
        "21:00, 08:00, Europe/Stockholm",
        "02:30, 02:00, Europe/Stockholm",
        "00:30, 23:59, Australia/Lord_Howe",
        "23:59, 00:30, America/Sao_Paulo",
        "09:00, 10:00, UTC"
    })
    void endsOnceAndLater(LocalTime from, LocalTime to, ZoneId zone) {
        QuietHours hours = new QuietHours(from, to, zone);
        assertThat(Stream.iterate(Instant.parse("2026-01-01T00:00:00Z"), at -> at.plus(Duration.ofMinutes(97)))
                        .limit(6000))
                .allSatisfy(now -> hours.endIfQuiet(now).ifPresent(end -> {
                    assertThat(end).isAfter(now);
                    assertThat(hours.endIfQuiet(end)).isEmpty();
                    assertThat(hours.endIfQuiet(end.minusMillis(1))).contains(end);
                }));
    }
}
