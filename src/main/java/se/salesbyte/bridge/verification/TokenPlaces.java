package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The places of a request where a shared token may stand.
 *
 * @param bearer whether {@code Authorization: Bearer …} is one
 * @param basic whether {@code Authorization: Basic …} is one; its token is {@code user:password}
 * @param headers names of headers whose whole value is the token
 * @param query names of query parameters
 * @param body dot paths in the parsed body
 */
public record TokenPlaces(boolean bearer, boolean basic, List<String> headers, List<String> query, List<String> body) {
    static final TokenPlaces NONE = new TokenPlaces(false, false, List.of(), List.of(), List.of());
    static final String AUTHORIZATION = "Authorization";
    static final String BEARER = "Bearer ";
    static final String BASIC = "Basic ";

    /** Refuses a path in the body that is none. */
    public TokenPlaces {
        headers = List.copyOf(headers);
        query = List.copyOf(query);
        body = List.copyOf(body);
        body.forEach(BodyPath::of);
    }

    /** These and others. */
    public TokenPlaces and(TokenPlaces others) {
        return new TokenPlaces(
                bearer || others.bearer,
                basic || others.basic,
                joined(headers, others.headers),
                joined(query, others.query),
                joined(body, others.body));
    }

    /** The names of the headers among them, whatever the case; {@link #mask} leaves no token in any. */
    public Set<String> headerNames() {
        Set<String> names = HeaderNames.of(bearer || basic ? AUTHORIZATION : null);
        names.addAll(headers);
        return names;
    }

    /**
     * A request as it may be kept and shown: wherever a token stands, or may stand, {@code mask(token)} stands instead.
     *
     * @param mask not to be undone, the same for the same token, never blank: an HMAC with a key of the store, say
     */
    public MaskedRequest mask(MaskedRequest request, UnaryOperator<String> mask) {
        return new MaskTokens(this, mask).in(request);
    }

    /** A parsed body with {@code mask(token)} where a token stands; the tree given stays as it is. */
    public @Nullable Object maskBody(@Nullable Object tree, UnaryOperator<String> mask) {
        Object masked = tree;
        for (String path : body) {
            masked = BodyPath.of(path).replacedIn(masked, token -> Optional.of(mask.apply(token.strip())));
        }
        return masked;
    }

    /** A parsed body without its tokens, as an event is to be stored; the tree given stays as it is. */
    public @Nullable Object strippedBody(@Nullable Object tree) {
        Object stripped = tree;
        for (String path : body) {
            stripped = BodyPath.of(path).replacedIn(stripped, token -> Optional.empty());
        }
        return stripped;
    }

    List<String> tokensIn(WebhookRequest request) {
        Stream<String> authorization =
                request.headers().all(AUTHORIZATION).stream().flatMap(value -> authorizationToken(value).stream());
        Stream<String> whole = Stream.of(
                        headers.stream().map(request.headers()::all),
                        query.stream().map(request.query()::all),
                        body.stream().map(request.fields()::all))
                .flatMap(values -> values)
                .flatMap(List::stream)
                .map(String::strip);
        return Stream.concat(authorization, whole).toList();
    }

    /** The token in the value of an Authorization header; empty if it is of no kind that counts here. */
    Optional<String> authorizationToken(String value) {
        if (bearer && hasScheme(value, BEARER)) {
            return Optional.of(value.substring(BEARER.length()).strip());
        }
        return basic && hasScheme(value, BASIC)
                ? decoded(value.substring(BASIC.length()).strip())
                : Optional.empty();
    }

    /** What to send so that {@link #authorizationToken} finds the token again, in the kind that the value is of. */
    String authorization(String token, String likeValue) {
        return basic && (!bearer || hasScheme(likeValue, BASIC)) ? basic(token) : BEARER + token;
    }

    static String basic(String token) {
        return BASIC + Base64.getEncoder().encodeToString(token.getBytes(UTF_8));
    }

    private static boolean hasScheme(String value, String scheme) {
        return value.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static Optional<String> decoded(String credentials) {
        return Encoding.BASE64.decode(credentials).map(bytes -> new String(bytes, UTF_8));
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
