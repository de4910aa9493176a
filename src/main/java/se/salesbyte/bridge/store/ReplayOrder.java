package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person wants one lead delivered once more.
 *
 * @param leadId which
 * @param seen the state in which they saw it: in any other, nothing happens; null if they did not say
 * @param attempts how many attempts they saw: after any other number, nothing happens; null if they did not say
 * @param fields what they change of the mapped fields, as JSON; null if nothing
 * @param changed the names of these fields, for the timeline
 * @param force whether a lead that is delivered or unknown is taken too
 * @param by who they are, and why they want it
 */
public record ReplayOrder(
        String leadId,
        @Nullable LeadState seen,
        @Nullable Integer attempts,
        @Nullable String fields,
        List<String> changed,
        boolean force,
        ActedBy by,
        Instant at) {
    public ReplayOrder {
        changed = List.copyOf(changed);
    }

    /** However many attempts there were. */
    ReplayOrder(
            String leadId,
            @Nullable LeadState seen,
            @Nullable String fields,
            List<String> changed,
            boolean force,
            ActedBy by,
            Instant at) {
        this(leadId, seen, null, fields, changed, force, by, at);
    }
}
