package se.salesbyte.bridge.verification;

import java.util.List;
import java.util.stream.Stream;

/**
 * The places of a request where a shared token may stand.
 *
 * @param bearer whether {@code Authorization: Bearer …} is one
 * @param headers names of headers whose whole value is the token
 * @param query names of query parameters
 */
public record TokenPlaces(boolean bearer, List<String> headers, List<String> query) {
    static final TokenPlaces NONE = new TokenPlaces(false, List.of(), List.of());
    static final String AUTHORIZATION = "Authorization";
    static final String BEARER = "Bearer ";

    public TokenPlaces {
        headers = List.copyOf(headers);
        query = List.copyOf(query);
    }

    List<String> tokensIn(WebhookRequest request) {
        return Stream.of(
                        bearer ? bearerTokens(request.headers()) : Stream.<String>empty(),
                        headers.stream().flatMap(name -> request.headers().all(name).stream()),
                        query.stream().flatMap(name -> request.query().all(name).stream()))
                .flatMap(tokens -> tokens)
                .map(String::strip)
                .toList();
    }

    private static Stream<String> bearerTokens(Values headers) {
        return headers.all(AUTHORIZATION).stream()
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()));
    }
}
