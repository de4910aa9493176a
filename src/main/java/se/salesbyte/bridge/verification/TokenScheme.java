package se.salesbyte.bridge.verification;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A shared token sent along as it is, for senders that cannot sign. It says nothing about the body, and one in a URL
 * ends up in logs on the way.
 *
 * @param places at least one; a token in any of them counts
 */
public record TokenScheme(TokenPlaces places) implements Scheme {

    public TokenScheme {
        if (places.equals(TokenPlaces.NONE)) {
            throw new IllegalArgumentException(
                    "token scheme without a place: name bearer, basic, a header, a parameter or a path in the body");
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
        return SameText.any(given, usable) ? Verdict.VERIFIED : Verdict.refused("token does not match");
    }

    @Override
    public Verdict verifyMasked(WebhookRequest request, List<String> secrets, Instant now, UnaryOperator<String> mask) {
        return verify(request, AnySecret.usable(secrets).stream().map(mask).toList(), now);
    }

    /**
     * Puts the token where it is seen least: the bearer or basic header, else the first other header, else the first
     * parameter. A body that must carry it is left alone, and refused if it does not.
     */
    @Override
    public Credentials sign(WebhookRequest request, String secret, Instant now, String id) {
        if (places.bearer() || places.basic()) {
            return Credentials.headers(Map.of(TokenPlaces.AUTHORIZATION, places.authorization(secret, "")));
        }
        if (!places.headers().isEmpty()) {
            return Credentials.headers(Map.of(places.headers().get(0), secret));
        }
        if (!places.query().isEmpty()) {
            return new Credentials(Map.of(), Map.of(places.query().get(0), secret));
        }
        if (!SameText.any(places.tokensIn(request), List.of(secret))) {
            throw new CannotSignException("the token of this source stands in the body, which is sent as it is: write"
                    + " the source's secret there as " + String.join(" or ", places.body()));
        }
        return Credentials.headers(Map.of());
    }

    /** Any text can be a token; one with a colon in it can be a user and a password too. */
    @Override
    public void check(String secret) {}

    @Override
    public TokenPlaces secretPlaces() {
        return places;
    }

    @Override
    public Set<String> headers() {
        return places.headerNames();
    }

    @Override
    public Scheme withHeader(String name) {
        return new TokenScheme(
                new TokenPlaces(places.bearer(), places.basic(), List.of(name), places.query(), places.body()));
    }

    @Override
    public String describe() {
        return "token";
    }
}
