package se.salesbyte.bridge.verification;

import java.util.List;
import java.util.Optional;

/**
 * An event like any other, signed, that says of itself that it is a test of the connection: Intercom's.
 *
 * @param field dot path in the body
 * @param value what stands there in a ping
 */
public record SignedPing(String field, String value) implements Handshake {

    /** Refuses a field that is no path. */
    public SignedPing {
        BodyPath.of(field);
    }

    @Override
    public Optional<HandshakeReply> afterVerification(WebhookRequest request) {
        return request.fields().all(field).equals(List.of(value)) ? Optional.of(HandshakeReply.OK) : Optional.empty();
    }
}
