package se.salesbyte.bridge.store;

import java.time.Duration;
import se.salesbyte.bridge.testing.Database;

/** Replicas of tests. */
final class Replicas {
    private Replicas() {}

    /** Of a replica of that name in that database. */
    static StoreAddress address(Database database, String name, Duration lease) {
        return new StoreAddress(database.url(), Database.USER, Database.PASSWORD, "bridge", name, lease);
    }
}
