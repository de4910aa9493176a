package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
    static List<Preset> all() {
        return Presets.SHIPPED.names().stream()
                .map(name -> Presets.SHIPPED.named(name).orElseThrow())
                .toList();
    }

    @Test
    void shipsThirtyOrMore() {
        assertThat(Presets.SHIPPED.names()).hasSizeGreaterThan(30).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void knowsNoOther() {
        assertThat(Presets.SHIPPED.named("fax")).isEmpty();
        assertThat(Presets.SHIPPED.named("../presets/form")).isEmpty();
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
            typeform          | HMAC-SHA256, base64 | body:event_type,body:form_response.token | json
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
