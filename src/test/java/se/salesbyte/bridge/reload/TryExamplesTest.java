package se.salesbyte.bridge.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.camel.SourceRoute;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;

class TryExamplesTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesFilesBelowTheHomeWhereverThatIs(boolean absolute) {
        Path home = absolute ? Path.of("").toAbsolutePath() : Path.of("");
        Source form = new Source("form", Presets.SHIPPED.named("form").orElseThrow(), Secrets.NONE);
        SourceRoute route = new SourceRoute(form, "form.camel.yaml", Optional.of("form"), List.of(), false);
        Mappings mappings = new Mappings(home, Clock.systemUTC(), new LogMappingChanges());

        assertThat(new TryExamples(home, PhoneNumbers.in("SE"))
                        .fault(route, mappings.draft("form", "{\"customer_name\": \"Ada\"}")))
                .get()
                .asString()
                .startsWith("routes/mappings/form.jsonata:")
                .contains(" not as routes/examples/form/english.lead.json says");
    }
}
