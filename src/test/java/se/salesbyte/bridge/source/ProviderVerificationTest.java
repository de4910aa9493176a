package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.salesbyte.bridge.source.Providers.Sent;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.verification.TokenPlaces;
import se.salesbyte.bridge.verification.Verdict;
import se.salesbyte.bridge.verification.WebhookRequest;

/** What every provider really sent, by its preset in the table's language; then with one named deviation each. */
class ProviderVerificationTest {
    private static final String OTHER = "not-the-secret";
    /** Headers that are checked only if they are there. */
    private static final Set<String> OPTIONAL = Set.of("X-HubSpot-Signature-Version");

    static Stream<Sent> all() {
        return Providers.sent();
    }

    static Stream<Sent> signed() {
        return all().filter(sent -> !sharesItsSecret(sent));
    }

    static Stream<Sent> byToken() {
        return all().filter(ProviderVerificationTest::sharesItsSecret);
    }

    static Stream<Sent> byTokenInUrlOrBody() {
        return byToken().filter(sent -> sent.signedHeaders().isEmpty());
    }

    private static boolean sharesItsSecret(Sent sent) {
        TokenPlaces places = sent.preset().scheme().secretPlaces();
        return places.bearer() || places.basic() || !joined(places).isEmpty();
    }

    private static List<String> joined(TokenPlaces places) {
        return Stream.of(places.headers(), places.query(), places.body())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void thereAreAllFixtures() {
        assertThat(Providers.withFixture()).hasSizeGreaterThanOrEqualTo(28);
        assertThat(signed().count() + byToken().count())
                .isEqualTo(Providers.withFixture().size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void verifiesWhatTheProviderSent(Sent sent) {
        assertThat(sent.preset()
                        .scheme()
                        .verify(
                                sent.fixture().request(),
                                List.of(sent.fixture().secret()),
                                sent.fixture().now()))
                .isEqualTo(new Verdict(true, ""));
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesEitherOfTwoSecretsAndNoThird(Sent sent) {
        assertThat(sent.verifies(OTHER, sent.fixture().secret())).isTrue();
        assertThat(sent.verifies(sent.fixture().secret(), OTHER)).isTrue();
        assertThat(sent.verifies(OTHER, "another")).isFalse();
        assertThat(sent.verifies()).isTrue();
        assertThat(sent.verifies(new String[0])).isFalse();
        assertThat(sent.verifies("", " ")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("signed")
    void refusesAnyOneChangedByteOfTheBody(Sent sent) {
        for (int i = 0; i < sent.fixture().body().length; i++) {
            byte[] body = sent.fixture().body().clone();
            body[i] ^= 1;
            assertThat(sent.with(sent.fixture().withBody(body)).verifies())
                    .as("byte " + i)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesAnyOneChangedCharacterOfAHeaderItLooksAt(Sent sent) {
        for (String header : sent.signedHeaders()) {
            String value = sent.fixture().header(header);
            int end = value.contains(",v0=") ? value.indexOf(",v0=") : value.length(); // what Stripe says to ignore
            for (int i = 0; i < end; i++) {
                String changed = value.substring(0, i) + (value.charAt(i) == '0' ? '1' : '0') + value.substring(i + 1);
                assertThat(sent.with(sent.fixture().withHeader(header, changed)).verifies())
                        .as(header + ": " + changed)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesWithoutAHeaderItLooksAt(Sent sent) {
        for (String header : sent.signedHeaders()) {
            assertThat(sent.with(sent.fixture().withoutHeader(header)).verifies())
                    .as(header)
                    .isEqualTo(OPTIONAL.contains(header));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void findsHeadersInAnyCase(Sent sent) {
        Fixture shouted = sent.fixture();
        for (String header : sent.signedHeaders()) {
            shouted = shouted.withoutHeader(header)
                    .withHeader(header.toUpperCase(Locale.ROOT), sent.fixture().header(header));
        }
        assertThat(sent.with(shouted).verifies()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("byTokenInUrlOrBody")
    void refusesAnyOneChangedCharacterOfATokenInUrlOrBody(Sent sent) {
        TokenPlaces places = sent.preset().scheme().secretPlaces();
        String secret = sent.fixture().secret();
        for (int i = 0; i < secret.length(); i++) {
            String wrong = secret.substring(0, i) + (secret.charAt(i) == 'x' ? 'y' : 'x') + secret.substring(i + 1);
            Fixture changed = places.body().isEmpty()
                    ? sent.fixture().withUrl(sent.fixture().url().replace(secret, wrong))
                    : sent.fixture().withBody(text(sent).replace(secret, wrong).getBytes(UTF_8));
            assertThat(sent.with(changed).verifies()).as(wrong).isFalse();
        }
    }

    private static String text(Sent sent) {
        return new String(sent.fixture().body(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"hubspot", "hubspot-workflow"})
    void refusesAnyOneChangedCharacterOfASignedUrl(String name) {
        Sent sent = Sent.by(name);
        String url = sent.fixture().url();
        for (int i = 0; i < url.length(); i++) {
            String changed = url.substring(0, i) + (url.charAt(i) == 'x' ? 'y' : 'x') + url.substring(i + 1);
            assertThat(sent.with(sent.fixture().withUrl(changed)).verifies())
                    .as(changed)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hubspot, 300",
        "standard-webhooks, 300",
        "svix, 300",
        "stripe-style, 300",
        "webflow, 300",
        "calendly, 180"
    })
    void refusesWhatIsTooOldOrTooNew(String name, long tolerance) {
        Sent sent = Sent.by(name);
        Instant now = sent.fixture().now();
        assertThat(verifiesAt(sent, now.plusSeconds(tolerance))).isTrue();
        assertThat(verifiesAt(sent, now.minusSeconds(tolerance))).isTrue();
        assertThat(verifiesAt(sent, now.plusSeconds(tolerance + 1))).isFalse();
        assertThat(verifiesAt(sent, now.minusSeconds(tolerance + 1))).isFalse();
    }

    private static boolean verifiesAt(Sent sent, Instant now) {
        return sent.preset()
                .scheme()
                .verify(sent.fixture().request(), List.of(sent.fixture().secret()), now)
                .verified();
    }

    @ParameterizedTest
    @CsvSource({"meta-lead-ads, X-Hub-Signature", "github-style, X-Hub-Signature", "hubspot, X-HubSpot-Signature"})
    void neverFallsBackToTheOlderSignatureBeside(String name, String older) {
        Sent sent = Sent.by(name);
        Fixture onlyOlder = sent.fixture();
        for (String header : sent.signedHeaders()) {
            onlyOlder = onlyOlder.withoutHeader(header);
        }
        assertThat(onlyOlder.headers()).containsKey(older);
        assertThat(sent.with(onlyOlder).verifies()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # computed with openssl dgst -hmac from the provider's documentation
            linkedin     | linkedin-client-secret  | {"type":"LEAD_ACTION"} | X-LI-Signature   | 6461e05f8848405e0940ac6a554ed3fa8358f44ca88cbc7322c13d98509b83a5
            surveymonkey | client-id&client-secret | {"event_id":"1"}       | Sm-Signature     | Lj5ia6Dlc5rJkkD3uuhjEHUE6ZA=
            intercom     | intercom-secret         | {"topic":"ping"}       | X-Hub-Signature  | sha1=1f228f7f9115bcc587299ec60064f40648f8ea76
            tiktok       | tiktok-secret           | {"lead":1}             | TikTok-Signature | t=1795166100,s=65df650d0296e2858b35b3fc91509bd4594395e28d3f8db1dbd1ef4a724237b8
            formspree    | formspree-secret        | {"submission":{"name":"Nils"}} | Formspree-Signature | t=1795166100,v1=4631a65138f0639247538323494f5055ddd16331cf614ad3cb5ff7a3bedb8372
            basin        | basin-secret            | {"name":"Saga"}        | X-Basin-Signature   | sha256=35c7e7354e3e6caec744e6d6bfc5e153c0bc6fcb24751ea46e90a3bc72e5ec8a
            wpforms      | wpforms-secret          | {"form":{"id":12}}     | X-WPForms-Signature | afe611acbb7bdcd25e3a39d0cce8e5478ab7c82632c4863673d946bfd9e8f669
            less-annoying-crm | lacrm-hook-secret | {"Contacts":[]} | X-Hook-Signature | 829f3028dcce106bcb7b402b2b329fa2972ccc99bf0de1f776a5c29eb004a860
            """)
    void verifiesProvidersWithoutAFixture(String name, String secret, String body, String header, String signature) {
        WebhookRequest request = WebhookRequest.of(
                "POST", "https://bridge.example.com/in", Map.of(header, List.of(signature)), body.getBytes(UTF_8));
        WebhookRequest changed = WebhookRequest.of(
                "POST",
                "https://bridge.example.com/in",
                Map.of(header, List.of(signature)),
                body.replace("\":", "\" :").getBytes(UTF_8));
        Instant now = Instant.ofEpochSecond(1795166100).plus(Duration.ofMinutes(5));
        Preset preset = Providers.named(name);
        assertThat(preset.scheme().verify(request, List.of(OTHER, secret), now).verified())
                .isTrue();
        assertThat(preset.scheme().verify(changed, List.of(secret), now).verified())
                .isFalse();
    }

    @Test
    void verifiesUnderAHeaderThatTheSenderRenamed() {
        Sent formstack = Sent.by("formstack");
        Fixture renamed = formstack
                .fixture()
                .withoutHeader("X-FS-Signature")
                .withHeader("X-Own-Name", formstack.fixture().header("X-FS-Signature"));
        assertThat(formstack.with(renamed).verifies()).isFalse();
        assertThat(new Sent(formstack.preset().withHeader("X-Own-Name"), renamed).verifies())
                .isTrue();
        Sent gravity = Sent.by("gravity-forms");
        assertThat(new Sent(gravity.preset().withHeader("X-Own-Name"), gravity.fixture()).verifies())
                .isFalse();
    }
}
