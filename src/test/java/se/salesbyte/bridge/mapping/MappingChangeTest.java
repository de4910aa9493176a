package se.salesbyte.bridge.mapping;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingChangeTest {
    private final TestMappings given;
    private final Mapping mapping;

    MappingChangeTest(@TempDir Path home) {
        given = new TestMappings(home);
        mapping = given.write("m", "{\"a\": 1}");
    }

    private @Nullable Object result() {
        return mapping.apply(Map.of()).get("a");
    }

    @Test
    void takesAChangeWithinASecond() {
        given.write("m", "{\"a\": 2}");
        given.advance(ofMillis(999));
        assertThat(result()).isEqualTo(1);
        given.advance(ofMillis(1));
        assertThat(result()).isEqualTo(2);
        assertThat(given.heard).containsExactly("loaded routes/mappings/m.jsonata");
    }

    @Test
    void staysTheSameMappingForItsUsers() {
        assertThat(given.write("m", "{\"a\": 2}")).isSameAs(mapping);
    }

    @Test
    void keepsTheLastGoodVersionAndTellsOnce() {
        given.write("m", "{\"a\": ");
        for (int look = 0; look < 3; look++) {
            given.advance(ofSeconds(1));
            assertThat(result()).isEqualTo(1);
        }
        assertThat(given.heard).singleElement().asString().startsWith("refused routes/mappings/m.jsonata:1:");
        assertThat(mapping.fault()).isPresent();
    }

    @Test
    void tellsTheFaultWithoutAnyEvent() {
        given.write("m", "{\"a\": ");
        given.advance(ofSeconds(1));
        assertThat(mapping.fault()).isPresent();
    }

    @Test
    void takesTheMendedFile() {
        given.write("m", "{\"a\": ");
        given.advance(ofSeconds(1));
        assertThat(result()).isEqualTo(1);
        given.write("m", "{\"a\": 3}");
        given.advance(ofSeconds(1));
        assertThat(result()).isEqualTo(3);
        assertThat(mapping.fault()).isEmpty();
    }

    @Test
    void keepsTheLastGoodVersionOfADeletedFile() throws IOException {
        given.delete("m");
        given.advance(ofSeconds(1));
        assertThat(result()).isEqualTo(1);
        given.advance(ofSeconds(1));
        assertThat(result()).isEqualTo(1);
        assertThat(given.heard).containsExactly("refused routes/mappings/m.jsonata:1:1: there is no such file");
    }

    @Test
    void looksAgainWhenTheClockWasSetBack() {
        given.advance(ofHours(-1));
        given.write("m", "{\"a\": 2}");
        assertThat(result()).isEqualTo(2);
    }
}
