package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A shared token sent along as it is, for senders that cannot sign. It says nothing about the body, and one in a URL
 * ends up in logs on the way.
 *
 * @param places at least one; a token in any of them counts
 */
public record TokenScheme(TokenPlaces places) implements Scheme {

    public TokenScheme {
        if (places.equals(TokenPlaces.NONE)) {
            throw new IllegalArgumentException("token scheme without a place: name bearer, a header or a parameter");
        }
    }

    /** Compares hashes of the tokens, as a comparison of the tokens themselves would tell their length. */
    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets, Instant now) {
        List<String> usable = AnySecret.usable(secrets);
        if (usable.isEmpty()) {
            return Verdict.refused("no token is set");
        }
        List<String> given = places.tokensIn(request);
        if (given.isEmpty()) {
            return Verdict.refused("token missing");
        }
        List<byte[]> accepted = usable.stream().map(TokenScheme::hash).toList();
        boolean known = given.stream().map(TokenScheme::hash).anyMatch(token -> accepted.stream()
                .anyMatch(secret -> MessageDigest.isEqual(secret, token)));
        return known ? Verdict.VERIFIED : Verdict.refused("token does not match");
    }

    /** Puts the token where it is seen least: the bearer header, else the first header, else the first parameter. */
    @Override
    public Credentials sign(WebhookRequest request, String secret, Instant now, String id) {
        if (places.bearer()) {
            return Credentials.headers(Map.of(TokenPlaces.AUTHORIZATION, TokenPlaces.BEARER + secret));
        }
        if (!places.headers().isEmpty()) {
            return Credentials.headers(Map.of(places.headers().get(0), secret));
        }
        return new Credentials(Map.of(), Map.of(places.query().get(0), secret));
    }

    /** Any text can be a token. */
    @Override
    public void check(String secret) {}

    @Override
    public TokenPlaces secretPlaces() {
        return places;
    }

    @Override
    public String describe() {
        return "token";
    }

    private static byte[] hash(String token) {
        return HashAlgorithm.SHA256.hash(token.getBytes(UTF_8));
    }
}
