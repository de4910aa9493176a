package se.salesbyte.bridge.store;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;

/** What one replica has no room for is told to the other one at once: no heartbeat comes for as long as is waited here. */
@Timeout(60)
class NoticesTest {
    private static final Duration LEASE = ofMinutes(2);

    @Test
    void tellsTheOtherReplicaWhatIsDue() {
        RecordedSignals heard = new RecordedSignals();
        try (Database database = Postgresql.database();
                LeadStore one = open(database, "one", new RecordedSignals());
                LeadStore other = open(database, "other", heard)) {
            await().untilAsserted(() -> {
                done(one.accept(List.of(event("form", "evt-" + System.nanoTime())))); // until it listens
                assertThat(heard.lines).anyMatch(line -> line.startsWith("lead of form at"));
            });
            assertThat(done(other.claim("form", NOON, 100)).items()).isNotEmpty();
        }
    }

    private static LeadStore open(Database database, String name, StoreSignals signals) {
        return LeadStore.postgresql(Replicas.address(database, name, LEASE), signals, 1_000_000, Clock.systemUTC());
    }
}
