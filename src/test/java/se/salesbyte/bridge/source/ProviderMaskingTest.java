package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.salesbyte.bridge.source.Providers.Sent;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.verification.MaskedRequest;
import se.salesbyte.bridge.verification.TokenPlaces;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.WebhookRequest;

/** What is kept of a refused request: no secret in it, and yet it can be checked once more. */
class ProviderMaskingTest {
    static Stream<Sent> all() {
        return Providers.sent();
    }

    @ParameterizedTest
    @MethodSource("all")
    void keepsNoSecret(Sent sent) {
        String secret = sent.fixture().secret();
        String encoded = Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
        MaskedRequest kept = masked(sent);
        assertThat(kept.headers().toString()).doesNotContain(secret).doesNotContain(encoded);
        assertThat(kept.url()).doesNotContain(secret);
        if (!sent.preset().secretPlaces().body().isEmpty()) {
            assertThat(String.valueOf(maskedTree(sent))).doesNotContain(secret).contains(mask(secret));
            assertThat(String.valueOf(places(sent).strippedBody(sent.fixture().tree())))
                    .doesNotContain(secret)
                    .doesNotContain("google_key");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void verifiesWhatWasKept(Sent sent) {
        assertThat(verifies(sent, "other", sent.fixture().secret())).isTrue();
        assertThat(verifies(sent, "other")).isFalse();
        assertThat(verifies(sent)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesTheMaskSentAsAToken(Sent sent) {
        Fixture fixture = sent.fixture();
        assertThat(sent.preset()
                        .scheme()
                        .verify(request(sent), List.of(fixture.secret()), fixture.now())
                        .verified())
                .isEqualTo(places(sent).equals(places(Sent.by("tally")))); // a signature holds no secret: it stays
    }

    @ParameterizedTest
    @MethodSource("all")
    void leavesEverythingElseAsItWas(Sent sent) {
        MaskedRequest kept = masked(sent);
        sent.fixture().headers().forEach((name, values) -> {
            if (!places(sent).headerNames().contains(name)) {
                assertThat(kept.headers()).containsEntry(name, values);
            }
        });
        assertThat(kept.headers()).hasSameSizeAs(sent.fixture().headers());
        assertThat(kept.url()).startsWith(sent.fixture().url().replaceFirst("[?].*", ""));
    }

    private static boolean verifies(Sent sent, String... secrets) {
        return sent.preset()
                .scheme()
                .verifyMasked(request(sent), List.of(secrets), sent.fixture().now(), ProviderMaskingTest::mask)
                .verified();
    }

    private static WebhookRequest request(Sent sent) {
        MaskedRequest kept = masked(sent);
        return WebhookRequest.of(
                sent.fixture().method(),
                kept.url(),
                kept.headers(),
                Values.ofFields(() -> maskedTree(sent)),
                sent.fixture().body());
    }

    private static MaskedRequest masked(Sent sent) {
        return places(sent)
                .mask(new MaskedRequest(sent.fixture().headers(), sent.fixture().url()), ProviderMaskingTest::mask);
    }

    private static Object maskedTree(Sent sent) {
        return Objects.requireNonNull(places(sent).maskBody(sent.fixture().tree(), ProviderMaskingTest::mask));
    }

    private static String mask(String token) {
        return "~" + Integer.toHexString((token + "key").hashCode());
    }

    private static TokenPlaces places(Sent sent) {
        return sent.preset().scheme().secretPlaces();
    }
}
