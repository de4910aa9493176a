package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.util.List;

/** Keeps those events that are the first of their kind. The unique key decides: insert, then read the conflict. */
@FunctionalInterface
interface KeepEvents {
    /** The receipts, in the order of the events. Within the writer's transaction. */
    List<Receipt> keep(Session session, List<FreshEvent> events) throws SQLException;
}
