package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.verification.WebhookRequest;

class PresetsTest {
    static List<Preset> all() {
        return List.copyOf(Presets.SHIPPED.all());
    }

    @Test
    void shipsTheseSources() {
        assertThat(Presets.SHIPPED.all())
                .extracting(Preset::name)
                .containsExactly("form", "typeform", "hubspot-workflow", "elementor", "standard-webhooks");
    }

    @Test
    void knowsNoOther() {
        assertThat(Presets.SHIPPED.named("fax")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysForPeopleWhatItIs(Preset preset) {
        assertThat(preset.title()).isNotBlank();
        assertThat(preset.arrives()).endsWith(".").hasSizeGreaterThan(30);
        assertThat(Presets.SHIPPED.named(preset.name())).containsSame(preset);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            form              | token               | hash                     | json, text, form, multipart, xml
            typeform          | HMAC-SHA256, base64 | body:form_response.token | json
            hubspot-workflow  | SHA-256 digest, hex | body:vid,hash            | json
            elementor         | token               | hash                     | form
            standard-webhooks | HMAC-SHA256, base64 | header:webhook-id        | json
            """)
    void knowsTheProvidersWays(String name, String scheme, String eventId, String accepts) {
        Preset preset = Presets.SHIPPED.named(name).orElseThrow();
        assertThat(preset.scheme().describe()).isEqualTo(scheme);
        assertThat(preset.eventId()).hasToString(eventId);
        assertThat(preset.accepts()).hasToString(accepts);
    }

    @ParameterizedTest
    @MethodSource("all")
    void answersTheDefaultUnlessTheProviderInsists(Preset preset) {
        assertThat(preset.answer())
                .isEqualTo(preset.name().equals("elementor") ? Acknowledgement.always(200) : Acknowledgement.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void verifiesWhatTheProviderSends(Preset preset) {
        Fixture fixture = Fixture.named(preset.name());
        assertThat(preset.scheme()
                        .verify(fixture.request(), List.of(fixture.secret()), fixture.now())
                        .verified())
                .isTrue();
        assertThat(preset.accepts().readAs(fixture.header("Content-Type"))).isPresent();
    }

    @ParameterizedTest
    @MethodSource("all")
    void verifiesWhatItSignsWithTheSandboxSecret(Preset preset) {
        Fixture fixture = Fixture.named(preset.name());
        WebhookRequest signed = preset.scheme()
                .sign(fixture.request(), "sandbox", fixture.now(), "msg_1")
                .addTo(fixture.request());
        assertThat(preset.scheme()
                        .verify(signed, List.of("sandbox"), fixture.now())
                        .verified())
                .isTrue();
    }

    @Test
    void takesAFormTokenAtThreePlaces() {
        assertThat(Presets.SHIPPED.named("form").orElseThrow().scheme().secretPlaces())
                .satisfies(places -> {
                    assertThat(places.bearer()).isTrue();
                    assertThat(places.headers()).containsExactly("X-Webhook-Token");
                    assertThat(places.query()).containsExactly("token");
                });
    }
}
