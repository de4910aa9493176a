package se.salesbyte.bridge.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.verification.Credentials;
import se.salesbyte.bridge.verification.TokenPlaces;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * A shell command that posts an event to a source as its provider would.
 *
 * @param source what it is signed for, by the first of its secrets
 * @param address where it is posted
 * @param signedUrl what the signature covers, where it covers the URL
 * @param secretShown whether a secret that is sent along as it is may stand in the command; else {@code <source.secret>}
 *     stands there, for a person to replace
 */
public record CurlLine(Source source, URI address, String signedUrl, boolean secretShown) {
    private static final String BASIC = "Basic ";

    /**
     * The command, in one line.
     *
     * @param shown how the command names the file
     * @param now becomes the timestamp, in schemes that have one
     * @param id becomes the id of the message, in schemes that sign one
     * @throws IllegalArgumentException if the source has no secret
     * @throws se.salesbyte.bridge.verification.CannotSignException if the source's scheme does not let us sign this file
     */
    public String posting(EventFile event, Path shown, Instant now, String id) {
        String contentType = event.contentType();
        byte[] body = event.body();
        WebhookRequest request =
                WebhookRequest.of("POST", signedUrl, Map.of(), Values.ofFields(() -> tree(contentType, body)), body);
        String secret = secret();
        Credentials credentials =
                secretShown || !isSentAlong() ? signed(request, secret, now, id) : withoutSecret(request, now, id);
        String query = credentials.addTo(request).url().substring(signedUrl.length());
        StringBuilder curl = new StringBuilder("curl --data-binary ").append(quoted("@" + shown));
        curl.append(" -H ").append(quoted("Content-Type: " + contentType));
        credentials.headers().forEach((header, value) -> curl.append(" -H ").append(quoted(header + ": " + value)));
        return curl.append(' ').append(quoted(address + readable(query))).toString();
    }

    /** Whether the secret itself goes into what is added to the request. */
    private boolean isSentAlong() {
        TokenPlaces places = source.preset().scheme().secretPlaces();
        return !places.headerNames().isEmpty() || !places.query().isEmpty();
    }

    private Credentials withoutSecret(WebhookRequest request, Instant now, String id) {
        Credentials credentials = signed(request, placeholder(), now, id);
        Map<String, String> headers = new LinkedHashMap<>(credentials.headers());
        // in base64 nobody would know it for one
        headers.replaceAll((name, value) -> value.startsWith(BASIC) ? BASIC + "<base64 of " + setting() + ">" : value);
        return new Credentials(headers, credentials.query());
    }

    private Credentials signed(WebhookRequest request, String secret, Instant now, String id) {
        return source.preset().scheme().sign(request, secret, now, id);
    }

    private String readable(String query) {
        return query.replace(URLEncoder.encode(placeholder(), UTF_8), placeholder());
    }

    private String placeholder() {
        return "<" + setting() + ">";
    }

    private String setting() {
        return source.name() + ".secret";
    }

    private String secret() {
        return source.secrets().accepted().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is nothing to sign with: set " + setting()));
    }

    private @Nullable Object tree(String contentType, byte[] body) {
        try {
            return source.parse(contentType, body);
        } catch (UnparseablePayloadException unreadable) {
            return null;
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
