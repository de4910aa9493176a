package se.salesbyte.bridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # seconds, however many digits
            0                                              | 0
            120                                            | 120
            0000000000000120                               | 120
            999999999                                      | 999999999
            1000000000                                     | 999999999
            99999999999999999999999999999999999999999999999 | 999999999
            # the three forms of an HTTP date
            Sat, 31 Jan 2026 12:03:00 GMT                  | 180
            Saturday, 31-Jan-26 12:03:00 GMT               | 180
            Sat Jan 31 12:03:00 2026                       | 180
            Sun Feb  1 12:00:00 2026                       | 86400
            # past ones
            Sat, 31 Jan 2026 11:59:59 GMT                  | 0
            Thu, 01 Jan 1970 00:00:00 GMT                  | 0
            Saturday, 31-Jan-26 11:00:00 GMT               | 0
            Sat Jan 31 11:00:00 2026                       | 0
            """)
    void readsSecondsAndDates(String value, long seconds) {
        assertThat(RetryAfter.parse(List.of(value), NOON)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+5",
                "1.5",
                "0x10",
                "soon",
                "٣",
                "5 seconds",
                "2026-01-31T12:03:00Z",
                "Sat, 31 Jan 2026",
                "Sat, 32 Jan 2026 12:03:00 GMT",
                // no such weekday: that was 1994, or will be 2094 and is none
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sat, 31 Jan 2026 12:03:00 GMT and then some more of it"
            })
    void takesAnythingElseAsNotSaid(String value) {
        assertThat(RetryAfter.parse(List.of(value), NOON)).isEmpty();
    }

    @Test
    void waitsTheLongestOfSeveral() {
        assertThat(RetryAfter.parse(List.of("5", " 60 ", "soon", "Sat, 31 Jan 2026 12:00:30 GMT"), NOON))
                .contains(Duration.ofSeconds(60));
        assertThat(RetryAfter.parse(List.of(), NOON)).isEmpty();
    }
}
