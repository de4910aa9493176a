package se.salesbyte.bridge.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.salesbyte.bridge.testing.Fixture;

/** Every signed fixture as it was sent, then with one named deviation each. */
class SignatureFixtureTest {
    private static final String UNKNOWN = "not-the-secret";

    /** A provider's request, its scheme, and the header that carries the signature. */
    record Case(Fixture fixture, Scheme scheme, String header) {
        static Case of(String fixture, Scheme scheme, String header) {
            return new Case(Fixture.named(fixture), scheme, header);
        }

        Verdict verify(Fixture changed, String... secrets) {
            return scheme.verify(changed.request(), List.of(secrets), fixture.now());
        }

        Verdict verifyAt(Instant now) {
            return scheme.verify(fixture.request(), List.of(fixture.secret()), now);
        }

        @Override
        public String toString() {
            return fixture.name() + " " + header;
        }
    }

    static Stream<Case> all() {
        return Stream.concat(timestamped(), untimed());
    }

    static Stream<Case> timestamped() {
        return Stream.of(
                Case.of("standard-webhooks", Schemes.STANDARD_WEBHOOKS, "webhook-signature"),
                Case.of("stripe-style", Schemes.STRIPE, "Stripe-Signature"),
                Case.of("webflow", Schemes.WEBFLOW, "x-webflow-signature"),
                Case.of("hubspot", Schemes.HUBSPOT_V3, "X-HubSpot-Signature-v3"));
    }

    static Stream<Case> untimed() {
        return Stream.of(
                Case.of("typeform", Schemes.TYPEFORM, "Typeform-Signature"),
                Case.of("tally", Schemes.TALLY, "Tally-Signature"),
                Case.of("shopify", Schemes.SHOPIFY, "X-Shopify-Hmac-SHA256"),
                Case.of("github-style", Schemes.GITHUB, "X-Hub-Signature-256"),
                Case.of("formstack", Schemes.FORMSTACK, "X-FS-Signature"),
                Case.of("formstack-published-vector", Schemes.FORMSTACK, "x-fs-signature"),
                Case.of("hubspot-workflow", Schemes.HUBSPOT_V2, "X-HubSpot-Signature"),
                Case.of("hubspot", Schemes.HUBSPOT_V1, "X-HubSpot-Signature"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void verifiesWhatTheProviderSent(Case sent) {
        assertThat(sent.verify(sent.fixture, sent.fixture.secret())).isEqualTo(new Verdict(true, ""));
    }

    @ParameterizedTest
    @MethodSource("all")
    void verifiesWithTheOldSecretWhileANewOneIsSet(Case sent) {
        assertThat(sent.verify(sent.fixture, UNKNOWN, sent.fixture.secret()).verified())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesAnyOneChangedByteOfTheBody(Case sent) {
        for (int i = 0; i < sent.fixture.body().length; i += 17) {
            byte[] body = sent.fixture.body().clone();
            body[i] ^= 1;
            assertThat(sent.verify(sent.fixture.withBody(body), sent.fixture.secret()))
                    .isEqualTo(new Verdict(false, "signature does not match"));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesOneByteMoreOrLess(Case sent) {
        byte[] body = sent.fixture.body();
        for (int length : new int[] {0, body.length - 1, body.length + 1}) {
            assertThat(sent.verify(sent.fixture.withBody(Arrays.copyOf(body, length)), sent.fixture.secret())
                            .verified())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesAnyOneChangedCharacterOfTheSignature(Case sent) {
        String header = sent.fixture.header(sent.header);
        int covered = signed(sent).length(); // Stripe's v0 behind it is not looked at
        for (int i = 0; i < covered; i++) {
            String changed = header.substring(0, i) + (header.charAt(i) == '0' ? '1' : '0') + header.substring(i + 1);
            assertThat(sent.verify(sent.fixture.withHeader(sent.header, changed), sent.fixture.secret())
                            .verified())
                    .as(changed)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesAWrongSecret(Case sent) {
        assertThat(sent.verify(sent.fixture, UNKNOWN)).isEqualTo(new Verdict(false, "signature does not match"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesEverythingWithoutASecret(Case sent) {
        assertThat(sent.verify(sent.fixture)).isEqualTo(new Verdict(false, "no signing secret is set"));
        assertThat(sent.verify(sent.fixture, "", " ")).isEqualTo(new Verdict(false, "no signing secret is set"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesWithoutItsHeaderWhateverElseIsThere(Case sent) {
        Verdict verdict = sent.verify(sent.fixture.withoutHeader(sent.header), sent.fixture.secret());
        assertThat(verdict.verified()).isFalse();
        assertThat(verdict.reason()).isEqualToIgnoringCase("signature missing: no header " + sent.header);
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesAnEmptySignature(Case sent) {
        assertThat(sent.verify(sent.fixture.withHeader(sent.header, ""), sent.fixture.secret())
                        .verified())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("all")
    void findsTheHeaderInAnyCase(Case sent) {
        Fixture shouted = sent.fixture
                .withoutHeader(sent.header)
                .withHeader(sent.header.toUpperCase(Locale.ROOT), sent.fixture.header(sent.header));
        assertThat(sent.verify(shouted, sent.fixture.secret()).verified()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void signsByteForByteAsTheProviderDid(Case sent) {
        assertThat(sent.fixture.header(sent.header)).startsWith(signed(sent));
    }

    @ParameterizedTest
    @MethodSource("all")
    void verifiesWhatItSigned(Case sent) {
        Fixture other = sent.fixture.withBody(new byte[] {(byte) 0xC3, 0x28, 0, '\r', '\n'});
        WebhookRequest bare = WebhookRequest.of("POST", other.url() + "?a=%2Fb%20c", Map.of(), other.body());
        Instant now = Instant.ofEpochMilli(1_900_000_000_123L);
        WebhookRequest signed =
                sent.scheme.sign(bare, "s3cret & å", now, "msg_1").addTo(bare);
        assertThat(sent.scheme.verify(signed, List.of("s3cret & å"), now)).isEqualTo(new Verdict(true, ""));
    }

    @ParameterizedTest
    @MethodSource("timestamped")
    void refusesBeyondTheToleranceInBothDirections(Case sent) {
        Instant now = sent.fixture.now();
        assertThat(sent.verifyAt(now.plusSeconds(300)).verified()).isTrue();
        assertThat(sent.verifyAt(now.minusSeconds(300)).verified()).isTrue();
        assertThat(sent.verifyAt(now.plusSeconds(612)).reason()).isEqualTo("timestamp 612 s old, tolerance 300 s");
        assertThat(sent.verifyAt(now.plusSeconds(301)).reason()).isEqualTo("timestamp 301 s old, tolerance 300 s");
        assertThat(sent.verifyAt(now.minusSeconds(301)).reason())
                .isEqualTo("timestamp 301 s in the future, tolerance 300 s");
    }

    @ParameterizedTest
    @MethodSource("untimed")
    void doesNotAskTheClockWithoutATimestamp(Case sent) {
        assertThat(sent.verifyAt(Instant.EPOCH).verified()).isTrue();
    }

    private static String signed(Case sent) {
        Fixture fixture = sent.fixture;
        String id = fixture.request().headers().first("webhook-id").orElse("");
        WebhookRequest signed = sent.scheme
                .sign(fixture.request(), fixture.secret(), fixture.now(), id)
                .addTo(fixture.request());
        return signed.headers().first(sent.header).orElseThrow();
    }
}
