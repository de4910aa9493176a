package se.salesbyte.bridge.verification;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code POST} that brings the secret by which all later ones are signed, and wants to see it again in the answer: Less
 * Annoying CRM's, Asana's. The first one counts. Until it came the source has no secret; after it the same one is
 * answered again, as the sender may not have got the answer, and another is not.
 *
 * @param header that carries the secret, in the request and in the answer
 */
public record EchoHeader(String header) implements Handshake {
    private static final Pattern HARMLESS = Pattern.compile("[!-~]{1,200}");

    @Override
    public Optional<HandshakeReply> beforeVerification(WebhookRequest request, HandshakeSecrets secrets) {
        List<String> offered = request.headers().all(header);
        boolean readable = request.method().equals("POST")
                && offered.size() == 1
                && HARMLESS.matcher(offered.get(0)).matches();
        if (readable && SameText.any(offered, secrets.signing())) {
            return Optional.of(reply(offered.get(0), false));
        }
        return readable && secrets.takesNew() ? Optional.of(reply(offered.get(0), true)) : Optional.empty();
    }

    private HandshakeReply reply(String secret, boolean isNew) {
        return new HandshakeReply(200, null, "", Map.of(header, secret), isNew ? secret : null);
    }

    @Override
    public TokenPlaces secretPlaces() {
        return new TokenPlaces(false, false, List.of(header), List.of(), List.of());
    }
}
