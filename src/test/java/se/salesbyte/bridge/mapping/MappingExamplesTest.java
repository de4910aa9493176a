package se.salesbyte.bridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import se.salesbyte.bridge.preview.TryExample;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
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
                            TryExample attempt = new TryExample(PhoneNumbers.in("SE"));
                            assertThat(attempt.faults(
                                            example, source(example.source()), mappings.mapping(example.source())))
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
