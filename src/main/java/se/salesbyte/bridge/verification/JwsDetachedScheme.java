package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token signed by HS256 in a header, which names the hash of the body: Netlify's. It has no time in it, so what was
 * sent long ago verifies for ever.
 *
 * @param header that carries the token, and nothing but it
 * @param issuer what its claim {@code iss} must be
 * @param claim whose value is the SHA-256 of the body, in hex
 */
public record JwsDetachedScheme(String header, String issuer, String claim) implements Scheme {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/-]+");

    /** Refuses an issuer or claim with characters that JSON would have to escape. */
    public JwsDetachedScheme {
        if (!PLAIN.matcher(issuer).matches() || !PLAIN.matcher(claim).matches()) {
            throw new IllegalArgumentException(
                    "issuer \"" + issuer + "\" and claim \"" + claim + "\": use letters, digits and _ . : / - only");
        }
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets, Instant now) {
        try {
            String given = SingleValue.of(request.headers().all(header), "token " + header);
            CompactJws token = CompactJws.parse(given, JWSAlgorithm.HS256);
            Verdict verdict = AnySecret.verify(
                    List.of(token.signature()),
                    Encoding.BASE64URL,
                    secrets,
                    secret -> signature(token.signingInput(), secret));
            return verdict.verified() ? names(token.claims(), request.body()) : verdict;
        } catch (SignatureRejectedException rejected) {
            return rejected.verdict();
        }
    }

    private Verdict names(Map<String, @Nullable Object> claims, byte[] body) {
        if (!issuer.equals(claims.get("iss"))) {
            return Verdict.refused("token is not issued by " + issuer);
        }
        boolean same = claims.get(claim) instanceof String text
                && Encoding.HEX
                        .decode(text)
                        .filter(hash -> MessageDigest.isEqual(HashAlgorithm.SHA256.hash(body), hash))
                        .isPresent();
        return same ? Verdict.VERIFIED : Verdict.refused("token is for another body");
    }

    @Override
    public Credentials sign(WebhookRequest request, String secret, Instant now, String id) {
        String hash = Encoding.HEX.encode(HashAlgorithm.SHA256.hash(request.body()));
        String input = part("{\"typ\":\"JWT\",\"alg\":\"HS256\"}") + "."
                + part("{\"iss\":\"" + issuer + "\",\"" + claim + "\":\"" + hash + "\"}");
        String signature = Encoding.BASE64URL.encode(signature(input.getBytes(UTF_8), secret));
        return Credentials.headers(Map.of(header, input + "." + signature));
    }

    /** Any text can be a secret here: Netlify takes shorter ones than RFC 7518 allows, so the MAC is made by hand. */
    @Override
    public void check(String secret) {}

    @Override
    public Set<String> headers() {
        return HeaderNames.of(header);
    }

    @Override
    public Scheme withHeader(String name) {
        return new JwsDetachedScheme(name, issuer, claim);
    }

    @Override
    public String describe() {
        return "signed token, HS256";
    }

    private static String part(String json) {
        return Encoding.BASE64URL.encode(json.getBytes(UTF_8));
    }

    private static byte[] signature(byte[] input, String secret) {
        return HashAlgorithm.SHA256.newMac(secret.getBytes(UTF_8)).doFinal(input);
    }
}
