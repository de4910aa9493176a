package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole body is a token that the sender signed with a private key: Wix's. The secret of the source is the public
 * key in PEM, so nobody here can sign.
 *
 * @param algorithm the only one that is taken, whatever the token says
 * @param leeway not negative; how far the sender's clock may be off when its token expires or begins to count
 */
public record JwtBodyScheme(Algorithm algorithm, Duration leeway) implements Scheme {
    /** In seconds since 1970, in the year 33658: what is beyond is no time but a trick. */
    private static final double LATEST = 1e12;

    /** RSA signatures by PKCS #1 v1.5, as JSON Web Algorithms name them. */
    public enum Algorithm {
        RS256(JWSAlgorithm.RS256),
        RS384(JWSAlgorithm.RS384),
        RS512(JWSAlgorithm.RS512);

        @SuppressWarnings("Immutable") // its fields are final, it is only not marked so
        private final JWSAlgorithm name;

        Algorithm(JWSAlgorithm name) {
            this.name = name;
        }
    }

    public JwtBodyScheme {
        if (leeway.isNegative()) {
            throw new IllegalArgumentException("leeway is " + leeway + ": must not be negative");
        }
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets, Instant now) {
        try {
            List<RSAPublicKey> keys =
                    AnySecret.usable(secrets).stream().map(PublicKeyPem::read).toList();
            if (keys.isEmpty()) {
                return Verdict.refused("no public key is set");
            }
            CompactJws token = CompactJws.parse(new String(request.body(), UTF_8).strip(), algorithm.name);
            if (keys.stream().noneMatch(key -> isSignedBy(key, token))) {
                return Verdict.refused("signature does not match");
            }
            return inTime(token.claims(), now);
        } catch (SignatureRejectedException rejected) {
            return rejected.verdict();
        }
    }

    private boolean isSignedBy(RSAPublicKey key, CompactJws token) {
        try {
            JWSVerifier verifier = new RSASSAVerifier(key);
            JWSHeader header = token.token().getHeader();
            return Encoding.BASE64URL.decode(token.signature()).isPresent()
                    && verifier.verify(
                            header, token.signingInput(), token.token().getSignature());
        } catch (JOSEException unusable) {
            throw new IllegalStateException(algorithm + " is not usable on this JVM", unusable);
        }
    }

    private Verdict inTime(Map<String, @Nullable Object> claims, Instant now) throws SignatureRejectedException {
        Instant expires = time(claims, "exp");
        if (expires == null) {
            return Verdict.refused("token has no exp: it would count for ever");
        }
        if (!now.isBefore(expires.plus(leeway))) {
            return Verdict.refused("token expired "
                    + Duration.between(expires, now).toSeconds() + " s ago, leeway " + leeway.toSeconds() + " s");
        }
        Instant begins = time(claims, "nbf");
        return begins != null && now.isBefore(begins.minus(leeway))
                ? Verdict.refused("token does not count for another "
                        + Duration.between(now, begins).toSeconds() + " s")
                : Verdict.VERIFIED;
    }

    /** Seconds since 1970; null if the claim is not there. */
    private static @Nullable Instant time(Map<String, @Nullable Object> claims, String claim)
            throws SignatureRejectedException {
        Object value = claims.get(claim);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Number number) || Math.abs(number.doubleValue()) > LATEST) {
            throw new SignatureRejectedException("token has an " + claim + " that is no time");
        }
        return Instant.ofEpochSecond(number.longValue());
    }

    @Override
    public Credentials sign(WebhookRequest request, String secret, Instant now, String id) {
        throw new CannotSignException("the sender of this source signs with a private key that only it has: send a body"
                + " that it signed, or preview the event");
    }

    @Override
    public void check(String secret) {
        PublicKeyPem.read(secret);
    }

    /** None: all is in the body. */
    @Override
    public Set<String> headers() {
        return Set.of();
    }

    @Override
    public Scheme withHeader(String name) {
        throw new IllegalArgumentException("this source is verified by its body: it has no header to name " + name);
    }

    @Override
    public String describe() {
        return "signed body, " + algorithm;
    }
}
