package se.salesbyte.bridge.delivery;

import java.time.Instant;
import java.util.Optional;
import se.salesbyte.bridge.store.NewMessage;

/** Writes what an outbox says about an outcome. */
@FunctionalInterface
public interface Announcer {
    /** The message for that outbox; empty if nobody is set to receive it. */
    Optional<NewMessage> announce(String outbox, LeadFacts lead, Outcome outcome, Instant at);
}
