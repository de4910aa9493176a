package se.salesbyte.bridge.notification;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the messages of an outbox.
 *
 * @param url where they are posted; from the settings only, never from a payload
 * @param format what it reads
 * @param signingSecret {@code whsec_} and base64, or plain text; null: they are not signed
 */
public record Receiver(URI url, MessageFormat format, @Nullable String signingSecret) {
    /** Without the secret and the URL's query, which may hold one. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getAuthority() + url.getPath();
    }
}
