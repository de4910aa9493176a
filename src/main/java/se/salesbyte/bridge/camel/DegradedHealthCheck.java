package se.salesbyte.bridge.camel;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Says what is not as it should be and what to do. Always up: what it tells of a load balancer cannot better by sending the
 * events elsewhere, and a restart cannot either.
 */
abstract class DegradedHealthCheck extends AbstractHealthCheck {
    DegradedHealthCheck(String id) {
        super("bridge", id);
    }

    /** What is wrong and what to do, a sentence each; empty if all is well. */
    abstract List<String> faults();

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            builder.message("degraded: " + String.join("; ", faults));
        }
        builder.up();
    }
}
