package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.payload.Split;
import se.salesbyte.bridge.payload.SplitEvent;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.verification.InvalidSecretException;
import se.salesbyte.bridge.verification.Verdict;

class SourceTest {
    private final Fixture typeform = Fixture.named("typeform");
    private final Preset preset = Presets.SHIPPED.named("typeform").orElseThrow();

    @Test
    void verifiesWithEitherOfItsSecrets() {
        Source source = new Source("typeform", preset, Secrets.of("new," + typeform.secret()));
        assertThat(source.verify(typeform.request(), typeform.now()).verified()).isTrue();
    }

    @Test
    void verifiesNothingWithoutASecret() {
        Source source = new Source("typeform", preset, Secrets.NONE);
        assertThat(source.verify(typeform.request(), typeform.now()))
                .isEqualTo(new Verdict(false, "no signing secret is set"));
    }

    @Test
    void followsTheRouteWhereItDiffersFromThePreset() {
        Preset changed = preset.withEventId(EventIdRule.of("hash"))
                .withAccepts(AcceptedTypes.of(List.of("form")))
                .withSplit(Split.at("answers"));
        Source source = new Source("kundforum", changed, Secrets.NONE);
        assertThat(source.eventIdOf(name -> List.of(), null, new byte[0]).windowed())
                .isTrue();
        assertThat(source.readAs("application/json")).isEmpty();
        assertThat(source.split(Map.of("answers", List.of(1, 2)))).hasSize(2);
        assertThat(source.preset().scheme()).isSameAs(preset.scheme());
        assertThat(source.preset().name()).isEqualTo("typeform");
    }

    @Test
    void unpacksAndSplitsAsItsPresetSays() {
        Source source = packed();
        byte[] body = "id=7&data.json=%5B%7B%22n%22%3A1.10%7D%2C%7B%22n%22%3A2%7D%5D".getBytes(UTF_8);
        List<SplitEvent> events = source.split(source.parse("application/x-www-form-urlencoded", body));
        assertThat(events)
                .extracting(SplitEvent::tree)
                .hasToString("[{id=7, data.json={n=1.10}}, {id=7, data.json={n=2}}]");
        assertThat(events).allSatisfy(event -> assertThat(
                        source.parse(event.contentTypeOr("application/x-www-form-urlencoded"), event.payloadOr(body)))
                .as("an event that was kept is read as it was split")
                .isEqualTo(event.tree()));
    }

    @Test
    void takesAnExampleWithASingleEventOnly() {
        String form = "application/x-www-form-urlencoded";
        assertThat(packed().onlyEventIn(form, "data.json=%5B%7B%22n%22%3A1%7D%5D".getBytes(UTF_8)))
                .hasToString("{data.json={n=1}}");
        assertThatThrownBy(() -> packed().onlyEventIn(form, "data.json=%5B1%2C2%5D".getBytes(UTF_8)))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessage("2 events in one body: keep one of them");
    }

    private static Source packed() {
        String yaml =
                """
                unbounce:
                  title: Unbounce
                  arrives: A form whose answers are JSON in one field.
                  scheme: {token: {bearer: true}}
                  event-id: hash
                  accepts: [form]
                  decode: {json: [data.json]}
                  split: data.json
                """;
        Preset preset = PresetFile.read("p.yaml", new ByteArrayInputStream(yaml.getBytes(UTF_8)))
                .values()
                .iterator()
                .next();
        return new Source("unbounce", preset, Secrets.NONE);
    }

    @Test
    void neverShowsItsSecrets() {
        assertThat(new Source("typeform", preset, Secrets.of("hush")).toString())
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Typeform", "a/b", "a--b", "-a", "a_b", "å"})
    void refusesANameThatIsNoPlainPathSegment(String name) {
        assertThatThrownBy(() -> new Source(name, preset, Secrets.NONE)).hasMessageContaining("source name");
    }

    @Test
    void refusesASecretThatItsSchemeCannotUse() {
        Preset standard = Presets.SHIPPED.named("standard-webhooks").orElseThrow();
        assertThatThrownBy(() -> new Source("crm", standard, Secrets.of("whsec_%%%")))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageNotContaining("%%%");
    }

    @Test
    void refusesARuleThatGivesAllEventsOfARequestOneId() {
        Preset split = preset.withSplit(Split.at("answers")).withEventId(EventIdRule.of("header:X-Delivery"));
        assertThatThrownBy(() -> new Source("typeform", split, Secrets.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("one for all events of a request", "body:<path>");
    }
}
