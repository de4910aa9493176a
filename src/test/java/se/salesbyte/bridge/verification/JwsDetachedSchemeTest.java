package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Base64URL;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.testing.Fixture;

class JwsDetachedSchemeTest {
    private static final String HEADER = "X-Webhook-Signature";
    private static final String SECRET = "netlify-jws-token-33";
    private static final Scheme NETLIFY = new JwsDetachedScheme(HEADER, "netlify", "sha256");

    private final Fixture netlify = Fixture.named("netlify");

    @Test
    void signsAsNetlifyDoes() {
        assertThat(NETLIFY.sign(netlify.request(), SECRET, Instant.EPOCH, "").headers())
                .containsEntry(HEADER, netlify.header(HEADER));
    }

    @Test
    void refusesAnotherBody() {
        assertThat(verify(netlify.withBody("{}".getBytes(UTF_8))).reason()).isEqualTo("token is for another body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # header | claims | what is said; all of them signed with the secret
            {"alg":"HS256"}               | {"iss":"netlify","sha256":"$hash"}  |
            {"alg":"HS256","typ":"JWT"}   | {"sha256":"$hash","iss":"netlify"}  |
            {"alg":"HS256"}               | {"iss":"other","sha256":"$hash"}    | token is not issued by netlify
            {"alg":"HS256"}               | {"sha256":"$hash"}                  | token is not issued by netlify
            {"alg":"HS256"}               | {"iss":"netlify","sha256":"00"}     | token is for another body
            {"alg":"HS256"}               | {"iss":"netlify","sha256":1}        | token is for another body
            {"alg":"HS256"}               | {"iss":"netlify"}                   | token is for another body
            {"alg":"HS256"}               | [1]                                 | token has no JSON object in it
            {"alg":"HS384"}               | {"iss":"netlify","sha256":"$hash"}  | token is not signed by HS256
            {"alg":"RS256"}               | {"iss":"netlify","sha256":"$hash"}  | token is not signed by HS256
            {"alg":"none"}                | {"iss":"netlify","sha256":"$hash"}  | token is not a JSON Web Signature
            {"alg":"HS256","crit":["x"],"x":1} | {"iss":"netlify","sha256":"$hash"} | token asks for extensions that are not known here
            {"typ":"JWT"}                 | {"iss":"netlify","sha256":"$hash"}  | token is not a JSON Web Signature
            """)
    void takesOnlyNetlifysTokenForThisBody(String header, String claims, String reason) {
        String hash = HexFormat.of().formatHex(HashAlgorithm.SHA256.hash(netlify.body()));
        String input = Base64URL.encode(header) + "." + Base64URL.encode(claims.replace("$hash", hash));
        byte[] mac = HashAlgorithm.SHA256.newMac(SECRET.getBytes(UTF_8)).doFinal(input.getBytes(UTF_8));
        Verdict verdict = verify(netlify.withHeader(HEADER, input + "." + Base64URL.encode(mac)));
        assertThat(verdict.reason()).isEqualTo(reason == null ? "" : reason);
        assertThat(verdict.verified()).isEqualTo(reason == null);
    }

    @Test
    void refusesATokenWithoutItsSignature() {
        String token = netlify.header(HEADER);
        String bare = token.substring(0, token.lastIndexOf('.') + 1);
        assertThat(verify(netlify.withHeader(HEADER, bare)).verified()).isFalse();
        assertThat(verify(netlify.withHeader(HEADER, "")).reason()).isEqualTo("token X-Webhook-Signature missing");
        assertThat(verify(netlify.withHeader(HEADER, token, token)).reason())
                .isEqualTo("token X-Webhook-Signature sent 2 times");
        assertThat(verify(netlify.withHeader(HEADER, "a.b")).reason()).isEqualTo("token is not a JSON Web Signature");
    }

    @Test
    void takesAShortSecretAsNetlifyDoes() {
        WebhookRequest bare = WebhookRequest.of("POST", netlify.url(), Map.of(), netlify.body());
        WebhookRequest signed = NETLIFY.sign(bare, "sandbox", Instant.EPOCH, "").addTo(bare);
        assertThat(NETLIFY.verify(signed, List.of("sandbox"), Instant.EPOCH).verified())
                .isTrue();
        assertThat(NETLIFY.verify(signed, List.of("sandbo"), Instant.EPOCH).reason())
                .isEqualTo("signature does not match");
    }

    @Test
    void describesItselfInAFewWords() {
        assertThat(NETLIFY.describe()).isEqualTo("signed token, HS256");
        assertThat(NETLIFY.headers()).containsExactly(HEADER);
        assertThat(NETLIFY.withHeader("X-Own").headers()).containsExactly("X-Own");
        assertThat(NETLIFY.secretPlaces()).isEqualTo(TokenPlaces.NONE);
    }

    @Test
    void refusesAnIssuerThatJsonWouldHaveToEscape() {
        assertThatThrownBy(() -> new JwsDetachedScheme(HEADER, "a\"b", "sha256"))
                .hasMessageContaining("use letters, digits");
    }

    private Verdict verify(Fixture fixture) {
        return NETLIFY.verify(fixture.request(), List.of("other", SECRET), Instant.EPOCH);
    }
}
