package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the store has signalled so far, a line each. */
final class RecordedSignals implements StoreSignals {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void leadDue(String source, Instant at) {
        lines.add("lead of " + source + " at " + at);
    }

    @Override
    public void messageDue(String outbox, Instant at) {
        lines.add("message of " + outbox + " at " + at);
    }

    @Override
    public void leadsInDoubt() {
        lines.add("leads in doubt");
    }
}
