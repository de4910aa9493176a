package se.salesbyte.bridge.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.salesbyte.bridge.testing.Fixture;

class DigestSchemeTest {
    private static final String VERSION = "X-HubSpot-Signature-Version";

    private final Fixture workflow = Fixture.named("hubspot-workflow");

    @Test
    void refusesASignatureOfAnotherVersion() {
        assertThat(verify(workflow.withHeader(VERSION, "v1")).reason())
                .isEqualTo("signature is of another version: X-HubSpot-Signature-Version is not v2");
        assertThat(verify(workflow.withHeader(VERSION, "v2", "v1")).verified()).isFalse();
    }

    @Test
    void doesWithoutTheVersionHeader() {
        assertThat(verify(workflow.withoutHeader(VERSION)).verified()).isTrue();
    }

    @Test
    void coversMethodAndUrl() {
        assertThat(verify(workflow.withUrl(workflow.url() + "?x=1")).reason()).isEqualTo("signature does not match");
        WebhookRequest put = WebhookRequest.of("PUT", workflow.url(), workflow.headers(), workflow.body());
        assertThat(Schemes.HUBSPOT_V2
                        .verify(put, List.of(workflow.secret()), workflow.now())
                        .reason())
                .isEqualTo("signature does not match");
    }

    @Test
    void refusesATemplateWithoutTheSecret() {
        assertThatThrownBy(() -> new DigestScheme(
                        HashAlgorithm.SHA256,
                        Encoding.HEX,
                        SignatureHeader.whole("X-Signature", ""),
                        SignedTemplate.of("{body}"),
                        null))
                .hasMessageContaining("a digest needs {secret}");
    }

    @Test
    void describesItselfInAFewWords() {
        assertThat(Schemes.HUBSPOT_V2.describe()).isEqualTo("SHA-256 digest, hex");
    }

    private static Verdict verify(Fixture fixture) {
        return Schemes.HUBSPOT_V2.verify(fixture.request(), List.of(fixture.secret()), fixture.now());
    }
}
