package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.Fixture;

class HmacSchemeTest {
    private final Fixture gitHub = Fixture.named("github-style");
    private final Fixture standard = Fixture.named("standard-webhooks");
    private final Fixture stripe = Fixture.named("stripe-style");
    private final Fixture hubSpot = Fixture.named("hubspot");

    @Test
    void neverFallsBackToAnOlderSignatureBesideTheMissingOne() {
        Fixture sha1Only = gitHub.withoutHeader("X-Hub-Signature-256");
        assertThat(sha1Only.headers()).containsKey("X-Hub-Signature");
        assertThat(verify(Schemes.GITHUB, sha1Only).reason())
                .isEqualTo("signature missing: no header X-Hub-Signature-256");
    }

    @Test
    void takesSha1WhereASourceIsSetUpForIt() {
        Scheme sha1 = new HmacScheme(
                HashAlgorithm.SHA1,
                Encoding.HEX,
                SignatureHeader.whole("X-Hub-Signature", "sha1="),
                SignedTemplate.of("{body}"),
                null,
                null,
                KeyForm.TEXT);
        assertThat(verify(sha1, gitHub).verified()).isTrue();
        assertThat(sha1.describe()).isEqualTo("HMAC-SHA1, hex");
    }

    @Test
    void readsHexInEitherCase() {
        String signature = gitHub.header("X-Hub-Signature-256").substring("sha256=".length());
        Fixture upper = gitHub.withHeader("X-Hub-Signature-256", "sha256=" + signature.toUpperCase(Locale.ROOT));
        assertThat(verify(Schemes.GITHUB, upper).verified()).isTrue();
    }

    @Test
    void insistsOnThePrefix() {
        String signature = gitHub.header("X-Hub-Signature-256").substring("sha256=".length());
        assertThat(verify(Schemes.GITHUB, gitHub.withHeader("X-Hub-Signature-256", signature))
                        .reason())
                .isEqualTo("signature missing: X-Hub-Signature-256 is not of the form sha256=<signature>");
    }

    @Test
    void saysWhenASignatureIsNotEvenEncodedRight() {
        assertThat(verify(Schemes.GITHUB, gitHub.withHeader("X-Hub-Signature-256", "sha256=no-secret-provided"))
                        .reason())
                .isEqualTo("signature is not hex");
    }

    @Test
    void takesAnySignatureOfASpaceList() {
        String ours = standard.header("webhook-signature");
        Fixture list = standard.withHeader("webhook-signature", "v1a,AAAA v1,AAAA " + ours);
        assertThat(verify(Schemes.STANDARD_WEBHOOKS, list).verified()).isTrue();
    }

    @Test
    void takesAnySignatureOfAHeaderSentTwice() {
        Fixture twice = standard.withHeader("webhook-signature", "v1,AAAA", standard.header("webhook-signature"));
        assertThat(verify(Schemes.STANDARD_WEBHOOKS, twice).verified()).isTrue();
    }

    @Test
    void ignoresOtherVersionsInASpaceList() {
        String asymmetric = standard.header("webhook-signature").replace("v1,", "v1a,");
        assertThat(verify(Schemes.STANDARD_WEBHOOKS, standard.withHeader("webhook-signature", asymmetric))
                        .reason())
                .isEqualTo("signature missing: webhook-signature is not of the form v1,<signature>");
    }

    @Test
    void takesAnySignatureOfAListOfPairs() {
        String zeros = "0".repeat(64);
        Fixture rotated = stripe.withHeader(
                "Stripe-Signature", stripe.header("Stripe-Signature").replace("v1=", "v1=" + zeros + ", v1="));
        assertThat(verify(Schemes.STRIPE, rotated).verified()).isTrue();
    }

    @Test
    void ignoresOtherKeysInAListOfPairs() {
        String testMode = stripe.header("Stripe-Signature").replace("v1=", "v2=");
        assertThat(verify(Schemes.STRIPE, stripe.withHeader("Stripe-Signature", testMode))
                        .reason())
                .isEqualTo("signature missing: Stripe-Signature is not of the form t=<time>,v1=<signature>");
    }

    @Test
    void refusesASecondTimestampOrId() {
        String header = stripe.header("Stripe-Signature");
        assertThat(verify(Schemes.STRIPE, stripe.withHeader("Stripe-Signature", "t=1," + header))
                        .reason())
                .isEqualTo("timestamp in the signature header sent 2 times");
        assertThat(verify(Schemes.STANDARD_WEBHOOKS, standard.withHeader("webhook-timestamp", "1795166100", "1"))
                        .reason())
                .isEqualTo("timestamp webhook-timestamp sent 2 times");
        assertThat(verify(
                                Schemes.STANDARD_WEBHOOKS,
                                standard.withHeader("webhook-id", standard.header("webhook-id"), "msg_2"))
                        .reason())
                .isEqualTo("header webhook-id sent 2 times");
    }

    @Test
    void refusesAMissingTimestampOrId() {
        assertThat(verify(Schemes.STANDARD_WEBHOOKS, standard.withoutHeader("webhook-timestamp"))
                        .reason())
                .isEqualTo("timestamp webhook-timestamp missing");
        assertThat(verify(Schemes.STANDARD_WEBHOOKS, standard.withoutHeader("webhook-id"))
                        .reason())
                .isEqualTo("header webhook-id missing");
    }

    @Test
    void refusesAnotherIdUnderTheSameSignature() {
        assertThat(verify(Schemes.STANDARD_WEBHOOKS, standard.withHeader("webhook-id", "msg_other"))
                        .reason())
                .isEqualTo("signature does not match");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "-1795166100", "+1795166100", "1795166100.5", "9999999999999999", "１７９５１６６１００"})
    void refusesATimestampThatIsNotANumber(String timestamp) {
        assertThat(verify(Schemes.STANDARD_WEBHOOKS, standard.withHeader("webhook-timestamp", timestamp))
                        .reason())
                .isEqualTo("timestamp is not a whole number since 1970");
    }

    @Test
    void neverSaysWhatWasGivenOrExpected() {
        Fixture wrong = gitHub.withHeader("X-Hub-Signature-256", "sha256=" + "ab".repeat(32));
        assertThat(verify(Schemes.GITHUB, wrong).reason())
                .doesNotContain("abab")
                .doesNotContain(gitHub.secret());
    }

    @Test
    void coversTheUrlWhereHubSpotDoes() {
        Fixture elsewhere = hubSpot.withUrl("https://bridge.example.com/in/other");
        assertThat(verify(Schemes.HUBSPOT_V3, elsewhere).reason()).isEqualTo("signature does not match");
    }

    @Test
    void signsTheUrlWithTheEscapesUndoneThatHubSpotUndoes() {
        Credentials plain = Schemes.HUBSPOT_V3.sign(
                hubSpot.withUrl("https://b.example/in?to=a@b:c/d").request(), "s", hubSpot.now(), "");
        Credentials escaped = Schemes.HUBSPOT_V3.sign(
                hubSpot.withUrl("https://b.example/in?to=a%40b%3ac%2Fd").request(), "s", hubSpot.now(), "");
        assertThat(escaped).isEqualTo(plain);
    }

    @Test
    void usesAStandardWebhooksSecretWithoutPrefixAsText() {
        String asText = "whsec_" + Base64.getEncoder().encodeToString("sandbox".getBytes(UTF_8));
        WebhookRequest request = standard.request();
        assertThat(Schemes.STANDARD_WEBHOOKS.sign(request, "sandbox", standard.now(), "msg_1"))
                .isEqualTo(Schemes.STANDARD_WEBHOOKS.sign(request, asText, standard.now(), "msg_1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_not base64", "whsec_QQ=A"})
    void saysWhenAStandardWebhooksSecretWasCopiedBadly(String secret) {
        assertThatThrownBy(() -> Schemes.STANDARD_WEBHOOKS.check(secret))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("not base64 after it");
    }

    @Test
    void refusesParametersThatLeaveTheTimestampUnsigned() {
        assertThatThrownBy(() -> new HmacScheme(
                        HashAlgorithm.SHA256,
                        Encoding.HEX,
                        SignatureHeader.whole("X-Signature", ""),
                        SignedTemplate.of("{body}"),
                        new TimestampRule("X-Time", TimestampRule.Unit.SECONDS, Schemes.FIVE_MINUTES),
                        null,
                        KeyForm.TEXT))
                .hasMessage("signed template {body}: {ts} and a timestamp go together");
    }

    @Test
    void describesItselfInAFewWords() {
        assertThat(Schemes.TYPEFORM.describe()).isEqualTo("HMAC-SHA256, base64");
        assertThat(Schemes.TYPEFORM.secretPlaces()).isEqualTo(TokenPlaces.NONE);
    }

    private static Verdict verify(Scheme scheme, Fixture fixture) {
        return scheme.verify(fixture.request(), List.of(fixture.secret()), fixture.now());
    }
}
