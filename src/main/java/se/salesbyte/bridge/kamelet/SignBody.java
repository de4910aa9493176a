package se.salesbyte.bridge.kamelet;

import java.time.Clock;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import se.salesbyte.bridge.notification.SignByStandardWebhooks;

/**
 * Puts the headers of Standard Webhooks on a message, over the bytes of its body, which it becomes. The setter is the
 * Kamelet's parameter. Thread-safe once it is set.
 */
public final class SignBody implements Processor {
    private static final String ID = "webhook-id";

    private final SignByStandardWebhooks sign = new SignByStandardWebhooks(Clock.systemUTC());
    private String secret = "";

    /** Either {@code whsec_} and base64, or plain text. */
    public void setSecret(String secret) {
        this.secret = secret;
    }

    /** @throws IllegalStateException without a secret, or if the body cannot be had as bytes */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        if (secret.isBlank()) {
            throw new IllegalStateException("standard-webhooks-sign-action has no secret: set its parameter secret");
        }
        byte[] body = message.getBody() == null ? new byte[0] : message.getBody(byte[].class);
        if (body == null) {
            throw new IllegalStateException("standard-webhooks-sign-action cannot sign a "
                    + message.getBody().getClass().getSimpleName() + ": marshal the body before it");
        }
        Object contentType = message.getHeader(Exchange.CONTENT_TYPE);
        String id = message.getHeader(ID, "", String.class);
        sign.headers(id.isBlank() ? "msg_" + UUID.randomUUID() : id, body, secret)
                .forEach(message::setHeader);
        if (contentType != null) {
            message.setHeader(Exchange.CONTENT_TYPE, contentType);
        }
        message.setBody(body);
    }
}
