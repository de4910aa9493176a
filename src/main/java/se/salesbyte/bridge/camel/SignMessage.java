package se.salesbyte.bridge.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import se.salesbyte.bridge.notification.Receiver;
import se.salesbyte.bridge.notification.Receivers;
import se.salesbyte.bridge.notification.Rewrite;
import se.salesbyte.bridge.notification.SignByStandardWebhooks;
import se.salesbyte.bridge.store.DueMessage;
import se.salesbyte.bridge.trace.Traces;

/**
 * Makes a message ready to be posted: in the format that its receiver reads, with the headers of Standard Webhooks, signed if
 * the receiver has a secret, and the receiver's address in the header {@code CamelHttpUri}, where {@code http:} looks for it.
 */
public final class SignMessage implements Processor {
    private final Receivers receivers;
    private final SignByStandardWebhooks sign;
    private final Rewrite rewrite;
    private final Traces traces;

    /** @param traces says how a receiver goes on with a lead's trace */
    public SignMessage(Receivers receivers, SignByStandardWebhooks sign, Rewrite rewrite, Traces traces) {
        this.rewrite = rewrite;
        this.receivers = receivers;
        this.sign = sign;
        this.traces = traces;
    }

    @Override
    public void process(Exchange exchange) {
        DueMessage due = exchange.getProperty(OutboxConsumer.MESSAGE, DueMessage.class);
        Receiver receiver = receivers
                .of(due.outbox(), due.source())
                .orElseThrow(() -> new IllegalStateException(
                        "nobody is set to receive " + due.outbox() + ": set bridge.callback.url or bridge.notify.url"));
        Message message = exchange.getMessage();
        byte[] body = rewrite.body(due.payload(), receiver.format()).getBytes(UTF_8);
        message.setBody(body);
        for (Map.Entry<String, String> header :
                sign.headers(due.id(), body, receiver.signingSecret()).entrySet()) {
            message.setHeader(header.getKey(), header.getValue());
        }
        String lead = due.leadId();
        if (lead != null) {
            traces.headers(lead).forEach(message::setHeader);
        }
        message.setHeader(Exchange.HTTP_URI, receiver.url().toString());
    }
}
