package se.salesbyte.bridge.camel;

import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.LeadInHand;
import se.salesbyte.bridge.store.DueMessage;

/**
 * Has each step of a route log under its lead where the route has gone to another thread, as after {@code threads} or
 * {@code wireTap}. The thread that began knows its lead already, and there this costs a look.
 */
final class LeadOnEachStep implements InterceptStrategy {
    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, @Nullable Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return LeadOnThread.isKnown()
                        ? super.process(exchange, callback)
                        : during(exchange, () -> super.process(exchange, callback));
            }
        };
    }

    private static boolean during(Exchange exchange, Supplier<Boolean> work) {
        LeadInHand lead = exchange.getProperty(LeadConsumer.LEAD, LeadInHand.class);
        if (lead != null) {
            return LeadOnThread.during(lead.getLeadId(), lead.getSource(), work);
        }
        DueMessage message = exchange.getProperty(OutboxConsumer.MESSAGE, DueMessage.class);
        return message == null ? work.get() : LeadOnThread.during(message.leadId(), message.source(), work);
    }
}
