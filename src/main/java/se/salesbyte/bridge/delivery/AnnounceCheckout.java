package se.salesbyte.bridge.delivery;

import java.time.Instant;
import java.util.Optional;
import se.salesbyte.bridge.salesbyte.QuoteCheckout;
import se.salesbyte.bridge.store.NewMessage;

/** Writes what an outbox says about a lead whose customer has checked out. */
@FunctionalInterface
public interface AnnounceCheckout {
    /**
     * The message for the callback; empty if nobody is set to receive it.
     *
     * @param id the message's
     */
    Optional<NewMessage> announce(String id, LeadFacts lead, CreatedQuote quote, QuoteCheckout checkout, Instant at);
}
