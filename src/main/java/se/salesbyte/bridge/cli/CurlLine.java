package se.salesbyte.bridge.cli;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.verification.Credentials;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * A shell command that posts an event to a source as its provider would.
 *
 * @param source what it is signed for, by the first of its secrets
 * @param address where it is posted
 * @param signedUrl what the signature covers, where it covers the URL
 */
record CurlLine(Source source, URI address, String signedUrl) {

    /**
     * The command, in one line.
     *
     * @param now becomes the timestamp, in schemes that have one
     * @param id becomes the id of the message, in schemes that sign one
     * @throws se.salesbyte.bridge.verification.CannotSignException if the source's scheme does not let us sign this file
     */
    String posting(EventFile event, Instant now, String id) {
        String contentType = event.contentType();
        byte[] body = event.body();
        WebhookRequest request =
                WebhookRequest.of("POST", signedUrl, Map.of(), Values.ofFields(() -> tree(contentType, body)), body);
        Credentials credentials = source.preset().scheme().sign(request, secret(), now, id);
        String query = credentials.addTo(request).url().substring(signedUrl.length());
        StringBuilder curl = new StringBuilder("curl --data-binary ").append(quoted("@" + event.path()));
        curl.append(" -H ").append(quoted("Content-Type: " + contentType));
        credentials.headers().forEach((header, value) -> curl.append(" -H ").append(quoted(header + ": " + value)));
        return curl.append(' ').append(quoted(address + query)).toString();
    }

    private String secret() {
        return source.secrets().accepted().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is nothing to sign with: set " + source.name() + ".secret"));
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
