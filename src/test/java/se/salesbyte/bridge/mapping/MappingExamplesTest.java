package se.salesbyte.bridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;

/** The mappings that are shipped, each against its examples: a new case needs two files and no Java. */
class MappingExamplesTest {
    private static final Path HOME = Path.of("");

    private final Mappings mappings = new Mappings(HOME, Clock.systemUTC(), new LogMappingChanges());

    @TestFactory
    Stream<DynamicTest> givesWhatTheExampleSays() {
        return new Examples(HOME)
                .all().stream()
                        .map(example -> dynamicTest(example.source() + " " + example.name(), () -> {
                            Object event = source(example.source()).onlyEventIn(example.contentType(), example.event());
                            assertThat(example.differences(
                                            mappings.mapping(example.source()).apply(event)))
                                    .isEmpty();
                        }));
    }

    private static Source source(String name) {
        return new Source(name, Presets.SHIPPED.named(name).orElseThrow(), Secrets.NONE);
    }

    @Test
    void everyMappingHasAnExample() {
        assertThat(mappings.names()).isNotEmpty().allSatisfy(name -> assertThat(new Examples(HOME).of(name))
                .isNotEmpty());
    }
}
