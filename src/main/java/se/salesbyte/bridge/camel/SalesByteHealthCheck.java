package se.salesbyte.bridge.camel;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import se.salesbyte.bridge.delivery.Flow;

/** Says whether leads go to SalesByte. Always up: that SalesByte is down is no reason to refuse events. */
public final class SalesByteHealthCheck extends AbstractHealthCheck {
    private final Flow flow;

    public SalesByteHealthCheck(Flow flow) {
        super("bridge", "bridge-salesbyte"); // a route salesbyte has a check that Camel takes for one of that id
        this.flow = flow;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("breaker", flow.state().breaker().word()).up();
    }
}
