package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeFormatTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "65536, 65536",
        "64KiB, 65536",
        "1MiB, 1048576",
        "4096MiB, 4294967296", // more than an int holds
        "9999999999MiB, 10485759998951424" // the largest
    })
    void reads(String text, long bytes) {
        assertThat(SizeFormat.parse(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "0KiB", "-1", "1.5MiB", "1 MiB", "1MB", "1M", "1mib", "64kB", "MiB", "99999999999"})
    void refuses(String text) {
        assertThat(SizeFormat.parse(text)).isEmpty();
    }
}
