package se.salesbyte.bridge.delivery;

import java.time.Instant;
import java.util.List;
import se.salesbyte.bridge.store.NewMessage;

/** Writes what an outbox says about an outcome. */
@FunctionalInterface
public interface Announcer {
    /** The messages for that outbox, one for each way to its receiver; none if nobody is set to receive it. */
    List<NewMessage> announce(String outbox, LeadFacts lead, Outcome outcome, Instant at);
}
