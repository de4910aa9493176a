package se.salesbyte.bridge.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Leads: {@code from} receives a source's webhooks, {@code to} says what becomes of the lead in hand. */
@Component("lead")
public class LeadComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LeadEndpoint endpoint = new LeadEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
