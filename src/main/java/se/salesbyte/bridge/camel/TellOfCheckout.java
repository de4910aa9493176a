package se.salesbyte.bridge.camel;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import se.salesbyte.bridge.delivery.Attempt;
import se.salesbyte.bridge.delivery.Failure;
import se.salesbyte.bridge.delivery.FailureReason;
import se.salesbyte.bridge.delivery.LeadInHand;
import se.salesbyte.bridge.delivery.Outcome;
import se.salesbyte.bridge.delivery.PlanSettlement;
import se.salesbyte.bridge.salesbyte.QuoteCheckout;

/** {@code lead:checked-out}: the event in hand is a quote-checkout webhook, and the lead of that quote is told of it. */
class TellOfCheckout extends DefaultProducer {
    TellOfCheckout(LeadEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) {
        LeadInHand event = LeadProducer.attemptOf(exchange);
        Optional<QuoteCheckout> checkout =
                QuoteCheckout.read(exchange.getMessage().getBody());
        if (checkout.isEmpty()) {
            event.putTo(PlanSettlement.ERROR_NOTIFICATION);
            event.settle(Outcome.failed(new Failure(
                    FailureReason.MAPPING,
                    null,
                    "the event has no id of a quote: is it SalesByte's quote-checkout webhook that posts here?",
                    Map.of())));
        } else if (event instanceof Attempt attempt) {
            BridgeParts.of(getEndpoint().getCamelContext()).checkouts().settle(attempt, checkout.get());
        } else {
            event.settle(Outcome.skipped("a checkout of quote " + checkout.get().id()));
        }
    }
}
