package se.salesbyte.bridge.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import se.salesbyte.bridge.notification.Receivers;
import se.salesbyte.bridge.notification.Rewrite;
import se.salesbyte.bridge.store.DueMessage;

/** Makes a mail of a message: who gets it, its subject, a text that says what happened and what to do. */
public final class WriteMail implements Processor {
    private final Receivers receivers;
    private final Rewrite rewrite;
    private final String from;

    /** @param from the sender's address; empty if none is set */
    public WriteMail(Receivers receivers, Rewrite rewrite, String from) {
        this.receivers = receivers;
        this.rewrite = rewrite;
        this.from = from;
    }

    @Override
    public void process(Exchange exchange) {
        DueMessage due = exchange.getProperty(OutboxConsumer.MESSAGE, DueMessage.class);
        String to = receivers
                .mailOf(due.source())
                .orElseThrow(
                        () -> new IllegalStateException("nobody is set to get this mail: set bridge.notify.email"));
        Message message = exchange.getMessage();
        message.setBody(rewrite.text(due.payload()));
        message.setHeader("To", to);
        message.setHeader("From", from);
        message.setHeader("Subject", rewrite.subject(due.payload()));
        message.setHeader("Message-ID", "<" + due.id() + "@salesbyte-bridge>"); // the same at every try
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answer from somebody on holiday
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
    }
}
