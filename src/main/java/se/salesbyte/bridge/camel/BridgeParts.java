package se.salesbyte.bridge.camel;

import java.time.Clock;
import org.apache.camel.CamelContext;
import se.salesbyte.bridge.delivery.Dispatcher;
import se.salesbyte.bridge.delivery.DoubtPolicy;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.delivery.HoldBack;
import se.salesbyte.bridge.delivery.MatchCheckout;
import se.salesbyte.bridge.delivery.PlanSettlement;
import se.salesbyte.bridge.delivery.RetrySchedule;
import se.salesbyte.bridge.salesbyte.SecretMask;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.DueMessage;
import se.salesbyte.bridge.store.LeadStore;

/**
 * What the components work with. One is bound in the registry of a running bridge; where there is none, as in a design
 * tool, endpoints can be made and looked at, and consumers refuse to start.
 *
 * @param leads hands out due leads by source
 * @param flow lets them go to SalesByte
 * @param messages hands out due messages by outbox
 */
public record BridgeParts(
        LeadStore store,
        SourceRegistry sources,
        Dispatcher<DueLead> leads,
        Flow flow,
        Dispatcher<DueMessage> messages,
        PlanSettlement plan,
        RetrySchedule messageSchedule,
        DoubtPolicy policy,
        HoldBack holdBack,
        MatchCheckout checkouts,
        SecretMask secrets,
        Clock clock) {

    static BridgeParts of(CamelContext context) {
        BridgeParts parts = context.getRegistry().findSingleByType(BridgeParts.class);
        if (parts == null) {
            throw new IllegalStateException(
                    "lead: and outbox: consume in a bridge only: start se.salesbyte.bridge.Bridge");
        }
        return parts;
    }
}
