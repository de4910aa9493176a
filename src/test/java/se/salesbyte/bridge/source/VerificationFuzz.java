package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;
import se.salesbyte.bridge.verification.HandshakeReply;
import se.salesbyte.bridge.verification.HandshakeSecrets;
import se.salesbyte.bridge.verification.Handshakes;
import se.salesbyte.bridge.verification.InvalidSecretException;
import se.salesbyte.bridge.verification.MaskedRequest;
import se.salesbyte.bridge.verification.Scheme;
import se.salesbyte.bridge.verification.Verdict;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * Requests of people who do not know the secret: none is verified, and none gets another answer than a refusal or what
 * a handshake says to anybody.
 */
public final class VerificationFuzz implements FuzzTarget {
    private static final Instant NOW = Instant.parse("2026-11-20T09:15:00Z");
    private static final String MASK = "masked-";

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final String verifyToken = random();

    public VerificationFuzz() {
        List<String> candidates = List.of(random(), "whsec_" + random(), publicKey());
        FuzzedRequest.PRESETS.forEach((name, preset) -> secrets.put(
                name,
                candidates.stream()
                        .filter(secret -> isSecretOf(preset.scheme(), secret))
                        .findFirst()
                        .orElseThrow()));
    }

    @Override
    public void feed(FuzzInput input) {
        FuzzedRequest fuzzed = FuzzedRequest.of(input);
        String secret = String.valueOf(secrets.get(fuzzed.preset().name()));
        Source source = new Source("fuzzed", fuzzed.preset(), new Secrets(List.of(secret)));
        refuse(source.verify(fuzzed.request(), NOW), secret);
        refuse(source.verifyMasked(fuzzed.request(), NOW, token -> MASK + mask(token)), secret);
        mask(fuzzed);
        shakeHands(source.handshakes(), fuzzed.request(), secret);
    }

    private static void refuse(Verdict verdict, String secret) {
        assertThat(verdict.verified()).isFalse();
        assertThat(verdict.reason()).isNotBlank().hasSizeLessThan(300).doesNotContain(secret);
    }

    /** What is kept of it is as large as it was, and can be masked as often as one likes. */
    private static void mask(FuzzedRequest fuzzed) {
        MaskedRequest masked = fuzzed.preset()
                .secretPlaces()
                .mask(new MaskedRequest(fuzzed.headers(), fuzzed.url()), token -> MASK + mask(token));
        assertThat(masked.headers()).hasSameSizeAs(fuzzed.headers());
        Object tree = fuzzed.tree();
        fuzzed.preset().secretPlaces().maskBody(tree, token -> MASK + mask(token));
        fuzzed.preset().secretPlaces().strippedBody(tree);
        assertThat(fuzzed.tree()).isEqualTo(tree); // the one given stays as it is
    }

    private void shakeHands(Handshakes hands, WebhookRequest request, String secret) {
        HandshakeSecrets own = new HandshakeSecrets(List.of(secret), List.of(verifyToken), false);
        hands.beforeVerification(request, own).ifPresent(reply -> {
            harmless(reply, request, secret);
            assertThat(reply.secretToKeep()).isNull();
        });
        HandshakeSecrets none = new HandshakeSecrets(List.of(), List.of(verifyToken), true);
        hands.beforeVerification(request, none).ifPresent(reply -> harmless(reply, request, secret));
        Optional<HandshakeReply> after = hands.afterVerification(request);
        after.ifPresent(reply -> harmless(reply, request, secret));
    }

    private void harmless(HandshakeReply reply, WebhookRequest request, String secret) {
        assertThat(reply.status()).isBetween(200, 299);
        assertThat(reply.body()).doesNotContain(secret, verifyToken).doesNotContain("<", "\r", "\n");
        assertThat(reply.body().length()).isLessThan(request.url().length() + 200);
        reply.headers()
                .values()
                .forEach(value -> assertThat(value).doesNotContain("\r", "\n").doesNotContain(secret));
    }

    private static boolean isSecretOf(Scheme scheme, String secret) {
        try {
            scheme.check(secret);
            return true;
        } catch (InvalidSecretException ofAnotherForm) {
            return false;
        }
    }

    /** New in every process: else a fuzzer would find it. */
    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String mask(String token) {
        return HexFormat.of().toHexDigits(token.hashCode());
    }

    private static String publicKey() {
        try {
            byte[] key = KeyPairGenerator.getInstance("RSA")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            return "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(key)
                    + "\n-----END PUBLIC KEY-----";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
