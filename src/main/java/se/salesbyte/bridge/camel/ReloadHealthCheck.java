package se.salesbyte.bridge.camel;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Says which changed files were refused. Always up: what ran before goes on. */
public final class ReloadHealthCheck extends AbstractHealthCheck {
    private final Supplier<Collection<String>> faults;

    public ReloadHealthCheck(Supplier<Collection<String>> faults) {
        super("bridge", "bridge-reload");
        this.faults = faults;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Collection<String> refused = faults.get();
        if (!refused.isEmpty()) {
            builder.message("degraded: changed files are refused, those before go on: " + String.join("; ", refused))
                    .detail("degraded", "changed files are refused, those before go on: mend them")
                    .detail("faults", String.join("; ", refused));
        }
        builder.up();
    }
}
