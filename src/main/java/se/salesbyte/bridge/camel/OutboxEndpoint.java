package se.salesbyte.bridge.camel;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Tell others what became of a lead, durably and in order.
 *
 * <p>As a producer, {@code outbox:callback} adds a message about the lead in hand to what its outcome will commit, so it
 * stands before {@code lead:delivered} or the like. As a consumer it receives each message when it is due. A route that
 * ends normally is done with the message; an exception means again, by {@code bridge.retry.schedule}.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "outbox",
        title = "Outbox",
        syntax = "outbox:name",
        category = {Category.MESSAGING})
public class OutboxEndpoint extends DefaultEndpoint {
    @UriPath(description = "The outbox: callback or error-notification.")
    @Metadata(required = true)
    private String name;

    OutboxEndpoint(String uri, Component component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        OutboxConsumer consumer = new OutboxConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                LeadProducer.attemptOf(exchange).putTo(name);
            }
        };
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
