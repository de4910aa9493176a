package se.salesbyte.bridge.intake;

import static java.util.stream.Collectors.joining;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.TreeJson;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.RefusedRequest;
import se.salesbyte.bridge.verification.MaskedRequest;
import se.salesbyte.bridge.verification.TokenPlaces;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * Keeps refused requests, so that a wrong secret or route costs no event. Of the headers only those are kept that say
 * whose the request is and which event; a secret in the request gives way to its mask, by which it can be checked again.
 * Thread-safe.
 */
final class Refusals {
    private static final Set<String> ALWAYS = Set.of("Content-Type", "Content-Length", "User-Agent");

    /** Parameters that are nobody's business, wherever the provider's own secret stands. */
    private static final Pattern SECRET_BY_NAME = Pattern.compile("(?i).*(token|secret|key|pass|pwd|auth|code).*");

    private final LeadStore store;

    Refusals(LeadStore store) {
        this.store = store;
    }

    /**
     * Keeps one.
     *
     * @param contentType as declared; null if it was not
     * @param body null if it is not to be kept
     */
    void keep(
            Source source,
            WebhookRequest request,
            @Nullable String contentType,
            @Nullable Body body,
            Problem problem,
            String reason,
            Instant at) {
        TokenPlaces tokens = source.preset().secretPlaces();
        MaskedRequest masked = tokens.mask(
                new MaskedRequest(headers(source, request), withoutStrayTokens(request.url(), tokens)), store::masked);
        boolean holdsToken = !tokens.body().isEmpty();
        byte[] kept = body == null ? null : holdsToken ? maskedBody(tokens, body) : body.bytes();
        store.keepRefused(new RefusedRequest(
                UlidCreator.getUlid(at.toEpochMilli()).toString(),
                source.name(),
                at,
                problem.status(),
                reason,
                request.method(),
                masked.url(),
                masked.headers(),
                holdsToken && kept != null ? "application/json" : contentType,
                kept));
    }

    private byte @Nullable [] maskedBody(TokenPlaces tokens, Body body) {
        Object tree = body.treeOrNull();
        return tree == null ? null : TreeJson.write(tokens.maskBody(tree, store::masked)); // else who knows where it is
    }

    private static Map<String, List<String>> headers(Source source, WebhookRequest request) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(ALWAYS);
        names.addAll(source.headers());
        Map<String, List<String>> headers = new LinkedHashMap<>();
        names.forEach(name -> {
            List<String> values = request.headers().all(name);
            if (!values.isEmpty()) {
                headers.put(name, values);
            }
        });
        return headers;
    }

    private static String withoutStrayTokens(String url, TokenPlaces tokens) {
        int start = url.indexOf('?');
        return start < 0
                ? url
                : url.substring(0, start + 1)
                        + Stream.of(url.substring(start + 1).split("&", -1))
                                .map(pair -> withoutStrayToken(pair, tokens))
                                .collect(joining("&"));
    }

    private static String withoutStrayToken(String pair, TokenPlaces tokens) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        boolean stray =
                SECRET_BY_NAME.matcher(name).matches() && !tokens.query().contains(name);
        return equals >= 0 && stray ? name + "=***" : pair;
    }
}
