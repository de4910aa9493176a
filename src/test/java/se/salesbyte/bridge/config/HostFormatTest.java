package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostFormatTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "::1", "::", "localhost", "bridge.example.com", "bridge-1"})
    void takes(String host) {
        assertThat(HostFormat.ONE.parse(host)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]", "http://localhost", "localhost:8080", "local host", "a/b", "127.1", "user@host"})
    void refuses(String host) {
        assertThat(HostFormat.ONE.parse(host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST, true",
        "127.0.0.1, true",
        "127.1.2.3, true",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "[::1], true", // as in a URL
        "0.0.0.0, false",
        "::, false",
        "10.0.0.1, false",
        "fe80::1, false",
        "127.0.0.1.example.com, false",
        "localhost.example.com, false"
    })
    void tellsLoopbackFromTheRest(String host, boolean loopback) {
        assertThat(HostFormat.isLoopback(host)).isEqualTo(loopback);
    }
}
