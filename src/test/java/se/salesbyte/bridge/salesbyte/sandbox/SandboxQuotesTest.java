package se.salesbyte.bridge.salesbyte.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxQuotesTest {
    @Test
    void letsTheOldestGoWhenLongTextsFillTheMemory() {
        SandboxQuotes quotes = new SandboxQuotes(10_000);
        Map<String, Object> long8Mi = Map.of("message", "x".repeat(8 * 1024 * 1024));
        for (int i = 0; i < 6; i++) {
            quotes.create("key" + i, Instant.EPOCH, long8Mi);
        }
        assertThat(quotes.all()).extracting(SandboxQuote::key).containsExactly("key2", "key3", "key4", "key5");
        assertThat(quotes.withKey("key1")).isNull();
        assertThat(quotes.withId(1001)).isNull();
    }
}
