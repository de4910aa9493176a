package se.salesbyte.bridge.camel;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import se.salesbyte.bridge.store.LeadStore;

/** Not ready while the store cannot commit: events are refused then. */
public final class StoreHealthCheck extends AbstractHealthCheck {
    private final LeadStore store;

    public StoreHealthCheck(LeadStore store) {
        super("bridge", "bridge-store");
        this.store = store;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> fault = store.fault();
        if (fault.isPresent()) {
            builder.message("the store cannot commit, events are refused: " + fault.get()
                            + "; it goes on by itself, do not restart it")
                    .down();
        } else {
            builder.up();
        }
    }
}
