package se.salesbyte.bridge.verification;

import java.util.Optional;
import java.util.Set;

/**
 * A call by which a provider asks whether this is the right address: to be answered at once, in its way, and never
 * stored. Every handshake may be used by many threads at once.
 */
public sealed interface Handshake permits EchoQuery, HmacQuery, Probe, UnsignedPing, SignedPing, EchoHeader {

    /** The methods beyond {@code POST} that it comes by. */
    default Set<String> methods() {
        return Set.of();
    }

    /**
     * The answer to a request that nobody has verified yet, whatever its method and content type; empty if it is not
     * this handshake, or not done right. Says nothing that was not checked, and never more than a sender could know.
     */
    default Optional<HandshakeReply> beforeVerification(WebhookRequest request, HandshakeSecrets secrets) {
        return Optional.empty();
    }

    /** The answer to a request that was verified; empty if it is an event. */
    default Optional<HandshakeReply> afterVerification(WebhookRequest request) {
        return Optional.empty();
    }

    /** Where its request carries a secret: to be masked before anything is stored or shown. */
    default TokenPlaces secretPlaces() {
        return TokenPlaces.NONE;
    }
}
