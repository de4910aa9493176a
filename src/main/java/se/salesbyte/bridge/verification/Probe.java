package se.salesbyte.bridge.verification;

import java.util.Optional;
import java.util.Set;

/**
 * A call without an event that only wants to see 200: Mailchimp's, SurveyMonkey's.
 *
 * @param methods {@code GET}, {@code HEAD} or both
 */
public record Probe(Set<String> methods) implements Handshake {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    public Probe {
        methods = Set.copyOf(methods);
        if (methods.isEmpty() || !HARMLESS.containsAll(methods)) {
            throw new IllegalArgumentException("probe by " + methods + ": use GET, HEAD or both");
        }
    }

    @Override
    public Optional<HandshakeReply> beforeVerification(WebhookRequest request, HandshakeSecrets secrets) {
        return methods.contains(request.method()) ? Optional.of(HandshakeReply.OK) : Optional.empty();
    }
}
