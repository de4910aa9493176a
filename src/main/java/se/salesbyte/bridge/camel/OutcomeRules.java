package se.salesbyte.bridge.camel;

import java.time.Clock;
import org.apache.camel.CamelContext;
import se.salesbyte.bridge.delivery.DoubtPolicy;
import se.salesbyte.bridge.salesbyte.SecretMask;

/** By what an answer, or none, becomes an outcome: those of the bridge, or of a rehearsal, which has no more of one. */
record OutcomeRules(DoubtPolicy policy, SecretMask secrets, Clock clock) {
    static OutcomeRules of(CamelContext context) {
        OutcomeRules bound = context.getRegistry().findSingleByType(OutcomeRules.class);
        if (bound != null) {
            return bound;
        }
        BridgeParts parts = BridgeParts.of(context);
        return new OutcomeRules(parts.policy(), parts.secrets(), parts.clock());
    }
}
