package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.github.f4b6a3.ulid.UlidCreator;
import java.net.URLEncoder;
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

    private static final Pattern SECRET_BY_NAME =
            Pattern.compile("(?i)(access_?|api_?)?(token|secret|key|password|auth)");

    /** A shorter secret is part of many a word. */
    private static final int SHORTEST = 6;

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
        String url = withoutStrayParameters(source, request.url());
        MaskedRequest masked = tokens.mask(new MaskedRequest(headers(source, request), url), store::masked);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        masked.headers()
                .forEach((name, values) -> headers.put(
                        name,
                        values.stream()
                                .map(value -> withoutSecrets(source, value))
                                .toList()));
        boolean holdsToken = !tokens.body().isEmpty();
        byte[] kept = body == null ? null : holdsToken ? maskedBody(tokens, body) : body.bytes();
        store.quarantine()
                .keep(new RefusedRequest(
                        UlidCreator.getMonotonicUlid(at.toEpochMilli()).toString(),
                        source.name(),
                        at,
                        problem.status(),
                        reason,
                        request.method(),
                        withoutSecrets(source, masked.url()),
                        headers,
                        holdsToken && kept != null ? "application/json" : contentType,
                        kept == null ? null : withoutSecrets(source, kept)));
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

    /**
     * Parameters that the scheme does not read say nothing that is needed later, and may be the token under a wrong name.
     * Where the URL is signed they are, so only those that can be nothing else are masked.
     */
    private static String withoutStrayParameters(Source source, String url) {
        int start = url.indexOf('?');
        boolean signed = source.preset().scheme().readsUrl();
        Set<String> read = Set.copyOf(source.preset().secretPlaces().query());
        return start < 0
                ? url
                : url.substring(0, start + 1)
                        + Stream.of(url.substring(start + 1).split(signed ? "&" : "[&;]", -1))
                                .map(pair -> withoutStrayValue(pair, read, signed))
                                .collect(joining("&"));
    }

    private static String withoutStrayValue(String pair, Set<String> read, boolean signed) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        boolean kept =
                read.contains(name) || (signed && !SECRET_BY_NAME.matcher(name).matches());
        return kept ? pair : equals < 0 ? "***" : name + "=***";
    }

    /** The source's own secrets, wherever they stand by mistake. */
    private String withoutSecrets(Source source, String text) {
        String masked = text;
        for (String secret : source.secrets().accepted()) {
            if (secret.length() >= SHORTEST) {
                masked = masked.replace(secret, store.masked(secret))
                        .replace(URLEncoder.encode(secret, UTF_8), store.masked(secret));
            }
        }
        return masked;
    }

    /** The same of bytes in whatever charset: the secrets are ASCII, or else not found. */
    private byte[] withoutSecrets(Source source, byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        String masked = withoutSecrets(source, text);
        return masked.equals(text) ? bytes : masked.getBytes(ISO_8859_1);
    }
}
