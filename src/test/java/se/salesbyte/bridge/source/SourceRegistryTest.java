package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.salesbyte.bridge.source.SourceState.NO_SECRET;
import static se.salesbyte.bridge.source.SourceState.RUNNING;
import static se.salesbyte.bridge.source.SourceState.STOPPED;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceRegistryTest {
    private final SourceRegistry registry = new SourceRegistry();

    @Test
    void knowsNothingOfAStranger() {
        assertThat(registry.find("fax")).isEmpty();
        registry.unregister("fax");
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void runsARegisteredSourceWithASecret() {
        Source source = source("form", "secret");
        registry.register(source);
        assertThat(registry.find("form")).contains(new KnownSource("form", RUNNING, source));
    }

    @Test
    void holdsBackASourceWithoutASecret() {
        registry.register(source("form", ""));
        assertThat(state("form")).isEqualTo(NO_SECRET);
    }

    @Test
    void stillKnowsAStoppedSource() {
        Source source = source("form", "secret");
        registry.register(source);
        registry.unregister("form");
        assertThat(registry.find("form")).contains(new KnownSource("form", STOPPED, source));
    }

    @Test
    void remembersNamesOfEarlierRunsAsStopped() {
        registry.register(source("form", "secret"));
        registry.remember(List.of("form", "typeform"));
        assertThat(registry.all()).extracting(KnownSource::name).containsExactly("form", "typeform");
        assertThat(state("form")).isEqualTo(RUNNING);
        assertThat(state("typeform")).isEqualTo(STOPPED);
    }

    @Test
    void startsAStoppedSourceAgainWithItsNewSettings() {
        registry.remember(List.of("form"));
        registry.register(source("form", ""));
        registry.unregister("form");
        Source source = source("form", "secret");
        registry.register(source);
        assertThat(registry.find("form")).contains(new KnownSource("form", RUNNING, source));
    }

    @Test
    void refusesASecondRouteForOneSource() {
        Source first = source("form", "secret");
        registry.register(first);
        assertThatThrownBy(() -> registry.register(source("form", "other")))
                .isInstanceOfSatisfying(SourceTakenException.class, taken -> assertThat(taken.source())
                        .isEqualTo("form"));
        assertThat(registry.find("form").orElseThrow().source()).isSameAs(first);
    }

    @Test
    void goesOnReceivingWhileItsRouteChanges() {
        Source first = source("form", "secret");
        Source second = source("form", "other");
        registry.register(first);
        registry.beginSwap(List.of("form"));
        registry.unregister("form");
        assertThat(registry.find("form")).contains(new KnownSource("form", RUNNING, first));
        registry.register(second);
        registry.endSwap();
        assertThat(registry.find("form")).contains(new KnownSource("form", RUNNING, second));
    }

    @Test
    void stopsASourceWhoseRouteWasTakenAwayByASwap() {
        registry.register(source("form", "secret"));
        registry.beginSwap(List.of("form"));
        registry.unregister("form");
        registry.endSwap();
        assertThat(state("form")).isEqualTo(STOPPED);
    }

    private SourceState state(String name) {
        return registry.find(name).orElseThrow().state();
    }

    private static Source source(String name, String secret) {
        return new Source(name, Presets.SHIPPED.named("form").orElseThrow(), Secrets.of(secret));
    }
}
