package se.salesbyte.bridge.notification;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.AnnounceCheckout;
import se.salesbyte.bridge.delivery.CreatedQuote;
import se.salesbyte.bridge.delivery.LeadFacts;
import se.salesbyte.bridge.delivery.PlanSettlement;
import se.salesbyte.bridge.salesbyte.QuoteCheckout;
import se.salesbyte.bridge.salesbyte.QuoteId;
import se.salesbyte.bridge.store.NewMessage;

/** Writes {@code quote.checked-out}: the lead has bought. Thread-safe. */
public final class CheckoutEventWriter implements AnnounceCheckout {
    private static final String TYPE = "quote.checked-out";

    private final Receivers receivers;

    public CheckoutEventWriter(Receivers receivers) {
        this.receivers = receivers;
    }

    @Override
    public Optional<NewMessage> announce(
            String id, LeadFacts lead, CreatedQuote quote, QuoteCheckout checkout, Instant at) {
        if (receivers.of(PlanSettlement.CALLBACK, lead.source()).isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> data = new LinkedHashMap<>();
        LeadJson.put(lead, data);
        data.put("quote", of(checkout));
        data.put("salesbyte", PlanSettlement.of(quote));
        return Optional.of(new NewMessage(id, PlanSettlement.CALLBACK, TYPE, EventJson.write(TYPE, at, data)));
    }

    private static Map<String, @Nullable Object> of(QuoteCheckout checkout) {
        Map<String, @Nullable Object> salesperson = new LinkedHashMap<>();
        salesperson.put("name", checkout.salesperson());
        salesperson.put("email", checkout.salespersonEmail());
        Map<String, @Nullable Object> quote = new LinkedHashMap<>();
        quote.put("id", QuoteId.value(checkout.id()));
        quote.put("profile", checkout.profile());
        quote.put("value", checkout.value());
        quote.put("currency", checkout.currency());
        quote.put("createdAt", checkout.createdAt());
        quote.put("updatedAt", checkout.updatedAt());
        quote.put("salesperson", salesperson);
        quote.put("complete", checkout.complete());
        return quote;
    }
}
