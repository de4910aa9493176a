package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;

/** All that every database must do, on a real PostgreSQL. */
class PostgresqlLeadStoreTest extends LeadStoreContract {
    private final Database database = Postgresql.database();

    @Override
    LeadStore open(StoreSignals toTell) {
        return LeadStore.postgresql(
                Replicas.address(database, "one", ofSeconds(15)), toTell, 1_000_000, Clock.systemUTC());
    }

    @AfterEach
    void drop() {
        store.close();
        database.close();
    }
}
