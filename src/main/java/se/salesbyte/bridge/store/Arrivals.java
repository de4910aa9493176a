package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/** The events of one group, which are kept together when the first of them is asked for. For the writer's thread. */
final class Arrivals {
    private final List<FreshEvent> waiting = new ArrayList<>();
    private final IdentityHashMap<FreshEvent, Receipt> kept = new IdentityHashMap<>();

    void add(List<FreshEvent> events) {
        waiting.addAll(events);
    }

    /** Of events that were added; in their order. */
    List<Receipt> receipts(Session session, List<FreshEvent> events) throws SQLException {
        if (!waiting.isEmpty()) {
            List<Receipt> receipts = session.dialect().keepEvents().keep(session, waiting);
            for (int i = 0; i < receipts.size(); i++) {
                kept.put(waiting.get(i), receipts.get(i));
            }
            waiting.clear();
        }
        List<Receipt> receipts = new ArrayList<>(events.size());
        for (FreshEvent event : events) {
            Receipt receipt = kept.get(event);
            if (receipt == null) {
                throw new IllegalStateException("an event was not added");
            }
            receipts.add(receipt);
        }
        return receipts;
    }

    /** The ids of all of them. */
    Stream<String> ids() {
        return Stream.concat(kept.keySet().stream(), waiting.stream()).map(FreshEvent::id);
    }

    /** Another group begins. */
    void clear() {
        waiting.clear();
        kept.clear();
    }
}
