package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;

/**
 * {@code POST} without a signature, whose body is one form field with a number in it and nothing else:
 * {@code webhook_id=12}, WooCommerce's.
 *
 * @param field its name as it stands in the body
 */
public record UnsignedPing(String field) implements Handshake {
    private static final int MOST_DIGITS = 20;

    @Override
    public Optional<HandshakeReply> beforeVerification(WebhookRequest request, HandshakeSecrets secrets) {
        return request.method().equals("POST") && isPing(request.body())
                ? Optional.of(HandshakeReply.OK)
                : Optional.empty();
    }

    private boolean isPing(byte[] body) {
        byte[] start = (field + "=").getBytes(US_ASCII);
        int digits = body.length - start.length;
        if (digits < 1 || digits > MOST_DIGITS || !Arrays.equals(body, 0, start.length, start, 0, start.length)) {
            return false;
        }
        for (int i = start.length; i < body.length; i++) {
            if (body[i] < '0' || body[i] > '9') {
                return false;
            }
        }
        return true;
    }
}
