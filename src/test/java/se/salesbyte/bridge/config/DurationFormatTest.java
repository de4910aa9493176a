package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationFormatTest {
    @ParameterizedTest
    @CsvSource({
        "1ms, PT0.001S",
        "500ms, PT0.5S",
        "10s, PT10S",
        "5m, PT5M",
        "24h, PT24H",
        "30d, PT720H",
        "007s, PT7S", // leading zeros are no octal number
        "36500d, PT876000H" // the longest
    })
    void reads(String text, Duration duration) {
        assertThat(DurationFormat.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "10",
                "0s",
                "-5s",
                "+5s",
                "1.5h",
                "1 minute",
                "10 s",
                "10S",
                "5M",
                "1h30m",
                "PT10S",
                "36501d",
                "9999999999s",
                "٣s"
            })
    void refuses(String text) {
        assertThat(DurationFormat.parse(text)).isEmpty();
    }

    @Test
    void readsAListWithBlanks() {
        assertThat(DurationFormat.LIST.parse("5s, 2m ,1h")).hasValueSatisfying(waits -> assertThat(waits)
                .containsExactly(Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "5s,", "5s,,1m", "5s;1m", "5s,0s"})
    void refusesAListWithAnyFault(String text) {
        assertThat(DurationFormat.LIST.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT40S, 40s", "PT2M, 120s", "PT5.5S, 5500ms"})
    void writesWhatItReads(Duration duration, String text) {
        assertThat(DurationFormat.write(duration)).isEqualTo(text);
        assertThat(DurationFormat.parse(text)).contains(duration);
    }
}
