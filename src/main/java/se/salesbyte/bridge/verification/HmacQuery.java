package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code GET} with a code, answered by the code and its HMAC-SHA256 in hex under the source's newest secret: LinkedIn's.
 * The code must be a UUID. LinkedIn signs its events with the same key, over {@code hmacsha256=} and the body: whoever
 * could have any text signed could have a forged event signed.
 *
 * @param code name of the parameter, and of the answer's field that repeats it
 * @param response name of the answer's field that holds the HMAC
 */
public record HmacQuery(String code, String response) implements Handshake {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

    /** Refuses names that JSON would have to escape. */
    public HmacQuery {
        if (!NAME.matcher(code).matches() || !NAME.matcher(response).matches()) {
            throw new IllegalArgumentException(
                    "names " + code + " and " + response + ": use letters, digits and underscores only");
        }
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET");
    }

    @Override
    public Optional<HandshakeReply> beforeVerification(WebhookRequest request, HandshakeSecrets secrets) {
        List<String> codes = request.query().all(code);
        boolean asked = request.method().equals("GET")
                && codes.size() == 1
                && UUID.matcher(codes.get(0)).matches()
                && !secrets.signing().isEmpty();
        return asked ? Optional.of(reply(codes.get(0), secrets.signing().get(0))) : Optional.empty();
    }

    private HandshakeReply reply(String given, String secret) {
        byte[] hmac = HashAlgorithm.SHA256.newMac(secret.getBytes(UTF_8)).doFinal(given.getBytes(UTF_8));
        return HandshakeReply.of(
                "application/json",
                "{\"" + code + "\":\"" + given + "\",\"" + response + "\":\"" + Encoding.HEX.encode(hmac) + "\"}");
    }
}
