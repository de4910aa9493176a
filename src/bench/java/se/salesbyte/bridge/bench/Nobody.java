package se.salesbyte.bridge.bench;

import java.time.Instant;
import se.salesbyte.bridge.store.StoreSignals;

/** Does not care what is due. */
final class Nobody implements StoreSignals {
    @Override
    public void leadDue(String source, Instant at) {}

    @Override
    public void messageDue(String outbox, Instant at) {}
}
