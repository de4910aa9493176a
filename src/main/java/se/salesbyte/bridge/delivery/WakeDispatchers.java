package se.salesbyte.bridge.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.StoreSignals;

/** Passes the store's signals on to the dispatchers, once there are any. */
public final class WakeDispatchers implements StoreSignals {
    private volatile @Nullable Dispatcher<?> leads;
    private volatile @Nullable Dispatcher<?> messages;

    /** Wakes these from now on. */
    public void wake(Dispatcher<?> ofLeads, Dispatcher<?> ofMessages) {
        this.leads = ofLeads;
        this.messages = ofMessages;
    }

    @Override
    public void leadDue(String source, Instant at) {
        due(leads, source, at);
    }

    @Override
    public void messageDue(String outbox, Instant at) {
        due(messages, outbox, at);
    }

    private static void due(@Nullable Dispatcher<?> dispatcher, String queue, Instant at) {
        if (dispatcher != null) {
            dispatcher.due(queue, at);
        }
    }
}
