package se.salesbyte.bridge.verification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The handshakes of one source.
 *
 * @param all the first that answers counts
 */
public record Handshakes(List<Handshake> all) {
    /** A source without any. */
    public static final Handshakes NONE = new Handshakes(List.of());

    public Handshakes {
        all = List.copyOf(all);
    }

    /** The methods beyond {@code POST} that the source takes; a request by one of them is a handshake or nothing. */
    public Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        all.forEach(handshake -> methods.addAll(handshake.methods()));
        return methods;
    }

    /** See {@link Handshake#beforeVerification}. */
    public Optional<HandshakeReply> beforeVerification(WebhookRequest request, HandshakeSecrets secrets) {
        return all.stream()
                .flatMap(handshake -> handshake.beforeVerification(request, secrets).stream())
                .findFirst();
    }

    /** See {@link Handshake#afterVerification}. */
    public Optional<HandshakeReply> afterVerification(WebhookRequest request) {
        return all.stream()
                .flatMap(handshake -> handshake.afterVerification(request).stream())
                .findFirst();
    }

    /** See {@link Handshake#secretPlaces}. */
    public TokenPlaces secretPlaces() {
        return all.stream().map(Handshake::secretPlaces).reduce(TokenPlaces.NONE, TokenPlaces::and);
    }
}
