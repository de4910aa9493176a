package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceRegistry;

class SourcesInUseTest {
    private final SourceRegistry sources = new SourceRegistry();

    @TempDir
    Path home;

    static Stream<Arguments> uses() {
        return Stream.of(
                arguments(Map.of(), Map.of(), Set.of()),
                arguments(Map.of("TALLY_SECRET", "abc"), Map.of(), Set.of("tally")),
                arguments(Map.of("TALLY_RATE_LIMIT", "5"), Map.of(), Set.of("tally")),
                arguments(Map.of("TALLY_CALLBACK_URL", "https://crm.example.com/"), Map.of(), Set.of("tally")),
                arguments(Map.of(), Map.of("typeform", Instant.EPOCH), Set.of("typeform")));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void areThoseThatSomethingWasSetOfOrThatHadEvents(
            Map<String, String> environment, Map<String, Instant> lastEvents, Set<String> expected) {
        register("tally", "tally", "sandbox");
        register("typeform", "typeform", "sandbox");
        assertThat(inUse(environment, lastEvents).names()).isEqualTo(expected);
    }

    @Test
    void areThoseThatASiteWroteItself() {
        register("tally", "tally", "");
        register("our-shop", "form", "");
        assertThat(inUse(Map.of(), Map.of()).names()).containsExactly("our-shop");
    }

    @Test
    void mustNotHaveTheSecretOfTheSandboxWhenLive() {
        register("tally", "tally", "sandbox");
        assertThatThrownBy(() -> inUse(Map.of(), Map.of()).refuseSandboxSecret())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("write {{tally.secret}} there");
    }

    private void register(String name, String preset, String secret) {
        sources.register(new Source(name, Presets.SHIPPED.named(preset).orElseThrow(), Secrets.of(secret)));
    }

    private SourcesInUse inUse(Map<String, String> environment, Map<String, Instant> lastEvents) {
        Settings settings = Settings.load(home, environment, Map.of(), Set.of());
        List<KnownSource> all = sources.all();
        return SourcesInUse.of(settings, all, lastEvents);
    }
}
