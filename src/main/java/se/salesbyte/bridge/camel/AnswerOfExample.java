package se.salesbyte.bridge.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import se.salesbyte.bridge.delivery.RehearsedLead;
import se.salesbyte.bridge.mapping.ExpectedAnswer;

/** Stands for an endpoint that leads out of the machine: the call of an example's lead is answered as the example says. */
final class AnswerOfExample extends DefaultEndpoint {
    /** The exchange property with the {@link ExpectedAnswer}. */
    static final String ANSWER = "se.salesbyte.bridge.answer";

    private static final Set<String> REAL = Set.of("direct", "lead", "outbox", "log");

    private final String uri;

    private AnswerOfExample(String uri) {
        this.uri = uri;
    }

    /** In place of that endpoint; itself if it stays in the bridge. */
    static Endpoint instead(String uri, Endpoint endpoint) {
        String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
        if (REAL.contains(scheme)) {
            return endpoint;
        }
        AnswerOfExample instead = new AnswerOfExample(uri);
        instead.setCamelContext(endpoint.getCamelContext());
        return instead;
    }

    @Override
    protected String createEndpointUri() {
        return uri;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws IOException {
                RehearsedLead lead = exchange.getProperty(LeadConsumer.LEAD, RehearsedLead.class);
                ExpectedAnswer answer = exchange.getProperty(ANSWER, ExpectedAnswer.class);
                if (lead != null && answer != null && lead.isCallOpen()) {
                    answer(exchange, lead, answer);
                }
            }
        };
    }

    private static void answer(Exchange exchange, RehearsedLead lead, ExpectedAnswer answer) throws IOException {
        Integer status = answer.status();
        if (!answer.sent()) {
            throw new ConnectException("Connection refused");
        }
        lead.sending();
        if (status == null) {
            throw new IOException("the connection was cut");
        }
        lead.answered();
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.headers().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setBody(new ByteArrayInputStream(answer.body().getBytes(UTF_8)));
    }

    /** Nothing comes from there: a route that begins at a timer or a folder stands beside those that are rehearsed. */
    @Override
    public Consumer createConsumer(Processor processor) {
        return new DefaultConsumer(this, processor);
    }
}
