package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.salesbyte.bridge.payload.Split;
import se.salesbyte.bridge.verification.HandshakeReply;
import se.salesbyte.bridge.verification.HandshakeSecrets;
import se.salesbyte.bridge.verification.Handshakes;
import se.salesbyte.bridge.verification.WebhookRequest;

/** The handshakes of {@code presets/handshakes.json}, by the presets in the table's language. */
class ProviderHandshakeTest {
    private static final HandshakeSecrets SECRETS =
            new HandshakeSecrets(List.of("app-secret"), List.of("meta-verify-token-1"), false);

    static List<JsonNode> all() throws IOException {
        List<JsonNode> handshakes = new ArrayList<>();
        new ObjectMapper()
                .readTree(ProviderHandshakeTest.class.getResource("/presets/handshakes.json"))
                .get("handshakes")
                .forEach(handshakes::add);
        return handshakes;
    }

    @ParameterizedTest
    @MethodSource("all")
    void answersAsTheProviderExpects(JsonNode handshake) {
        JsonNode expected = handshake.get("expect");
        Optional<HandshakeReply> reply = handshakes(handshake).beforeVerification(request(handshake), SECRETS);
        assertThat(reply).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(expected.get("status").asInt());
            assertThat(answer.contentType())
                    .isEqualTo(expected.path("content_type").asText(null));
            assertThat(answer.body()).isEqualTo(expected.path("body").asText(""));
            assertThat(answer.secretToKeep()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesByAMethodThatTheSourceTakes(JsonNode handshake) {
        String method = handshake.get("method").asText();
        assertThat(method.equals("POST") || handshakes(handshake).methods().contains(method))
                .isTrue();
    }

    @Test
    void masksTheVerifyTokenToo() {
        assertThat(Providers.named("meta-lead-ads").secretPlaces().query()).containsExactly("hub.verify_token");
        assertThat(Providers.named("less-annoying-crm").secretPlaces().headerNames())
                .containsExactly("X-Hook-Secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a source, and the methods beyond POST that it takes
            meta-lead-ads     | GET
            linkedin          | GET
            surveymonkey      | GET, HEAD
            woocommerce       | ''
            typeform          | ''
            """)
    void saysWhichMethodsASourceTakes(String name, String methods) {
        assertThat(String.join(", ", Providers.named(name).handshakes().methods()))
                .isEqualTo(methods);
    }

    @Test
    void staysWithARouteThatChangesSomethingElse() {
        Preset meta = Providers.named("meta-lead-ads");
        Preset changed = meta.withSplit(Split.NONE)
                .withAccepts(AcceptedTypes.of(List.of("json")))
                .withEventId(EventIdRule.of("hash"))
                .withHeader("X-Other");
        assertThat(changed.handshakes()).isEqualTo(meta.handshakes());
    }

    private static Handshakes handshakes(JsonNode handshake) {
        return Providers.named(handshake.get("provider").asText()).handshakes();
    }

    private static WebhookRequest request(JsonNode handshake) {
        return WebhookRequest.of(
                handshake.get("method").asText(),
                "https://bridge.example.com" + handshake.get("path").asText(),
                Map.of(),
                handshake.path("body").asText("").getBytes(UTF_8));
    }
}
