package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                .withAnswer(Acknowledgement.always(204));
        Source source = new Source("kundforum", changed, Secrets.NONE);
        assertThat(source.eventIdOf(name -> List.of(), null, new byte[0]).windowed())
                .isTrue();
        assertThat(source.readAs("application/json")).isEmpty();
        assertThat(source.answer().acceptedStatus()).isEqualTo(204);
        assertThat(source.preset().scheme()).isSameAs(preset.scheme());
        assertThat(source.preset().name()).isEqualTo("typeform");
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
}
