package se.salesbyte.bridge.verification;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a handshake is answered, whole.
 *
 * @param contentType null if the body is empty
 * @param body may be empty
 * @param headers beside the content type
 * @param secretToKeep what the source's requests are signed with from now on: to be on disk before this is answered;
 *     null in most handshakes
 */
public record HandshakeReply(
        int status,
        @Nullable String contentType,
        String body,
        Map<String, String> headers,
        @Nullable String secretToKeep) {

    /** So that no browser takes an echoed text for a page. */
    private static final Map<String, String> NO_SNIFFING = Map.of("X-Content-Type-Options", "nosniff");

    static final HandshakeReply OK = new HandshakeReply(200, null, "", Map.of(), null);

    static HandshakeReply of(String contentType, String body) {
        return new HandshakeReply(200, contentType, body, NO_SNIFFING, null);
    }

    /** The status alone: the rest may be a secret. */
    @Override
    public String toString() {
        return "HandshakeReply[" + status + "]";
    }
}
