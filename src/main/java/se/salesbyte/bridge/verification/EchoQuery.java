package se.salesbyte.bridge.verification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code GET} with a token that was agreed on and a challenge, which is the answer: Meta's.
 *
 * @param mode name of the parameter that says what is asked
 * @param modeValue what it must be
 * @param token name of the parameter that must be a verify token of the source
 * @param challenge name of the parameter that is echoed, if it is letters, digits, dots, dashes and underscores
 */
public record EchoQuery(String mode, String modeValue, String token, String challenge) implements Handshake {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    @Override
    public Set<String> methods() {
        return Set.of("GET");
    }

    @Override
    public Optional<HandshakeReply> beforeVerification(WebhookRequest request, HandshakeSecrets secrets) {
        List<String> tokens = request.query().all(token);
        boolean asked = request.method().equals("GET")
                && request.query().all(mode).equals(List.of(modeValue))
                && tokens.size() == 1
                && SameText.any(tokens, secrets.verifyTokens());
        return asked ? challengeIn(request).map(text -> HandshakeReply.of("text/plain", text)) : Optional.empty();
    }

    private Optional<String> challengeIn(WebhookRequest request) {
        List<String> challenges = request.query().all(challenge);
        return challenges.size() == 1
                ? Optional.of(challenges.get(0))
                        .filter(text -> HARMLESS.matcher(text).matches())
                : Optional.empty();
    }

    @Override
    public TokenPlaces secretPlaces() {
        return new TokenPlaces(false, false, List.of(), List.of(token), List.of());
    }
}
