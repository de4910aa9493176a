package se.salesbyte.bridge.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import se.salesbyte.bridge.delivery.BreakerState;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.delivery.FlowState;
import se.salesbyte.bridge.delivery.PausedProfile;

/** Says whether leads go to SalesByte. Always up: that SalesByte is down is no reason to refuse events. */
public final class SalesByteHealthCheck extends DegradedHealthCheck {
    private final Flow flow;

    public SalesByteHealthCheck(Flow flow) {
        super("bridge-salesbyte"); // a route salesbyte has a check that Camel takes for one of that id
        this.flow = flow;
    }

    @Override
    List<String> faults() {
        FlowState state = flow.state();
        List<String> faults = new ArrayList<>();
        if (state.breaker() != BreakerState.CLOSED) {
            faults.add(
                    "SalesByte fails: leads wait and go by themselves when it is back; is it up, and reached from here?");
        }
        for (PausedProfile paused : state.paused()) {
            faults.add("SalesByte does not know profile " + paused.profile()
                    + " or does not let it in: mend salesbyte.uuid or salesbyte.quote-profile-id and restart, or"
                    + " bridge resume");
        }
        return faults;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("breaker", flow.state().breaker().word());
        super.doCall(builder, options);
    }
}
