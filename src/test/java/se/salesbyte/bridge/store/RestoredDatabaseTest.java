package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.events;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;

/** A PostgreSQL that was restored by its own tools. */
@Timeout(60)
class RestoredDatabaseTest {
    private static final Instant LATER = NOON.plusSeconds(60);

    private final Database database = Postgresql.database();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void isKnownByItsTablesWhichAreOthers() {
        try (LeadStore store = open(database)) {
            assertThat(done(store.settleRestored(NOON))).isZero();
            done(store.accept(events("form", 3)));
        }
        try (LeadStore again = open(database)) {
            assertThat(done(again.settleRestored(NOON))).isZero();
        }
        try (Database copy = database.copy();
                LeadStore store = open(copy)) {
            assertThat(done(store.settleRestored(LATER))).isEqualTo(3);
            assertThat(done(store.settleRestored(LATER))).isZero();
            assertThat(done(store.claim("form", LATER, 10)).items())
                    .extracting(DueLead::restored)
                    .containsExactly(true, true, true);
            done(store.accept(List.of(event("hubspot", "after"))));
            assertThat(done(store.claim("hubspot", LATER, 10)).items())
                    .extracting(DueLead::restored)
                    .containsExactly(false);
        }
    }

    @Test
    void isToldOnceNoReplicaRunsOnIt() {
        try (LeadStore store = open(database)) {
            done(store.accept(events("form", 3)));
            assertThatThrownBy(() -> MarkStore.postgresql(Replicas.address(database, "two", ofSeconds(15))))
                    .isInstanceOf(MoveRefusedException.class)
                    .hasMessageContaining("runs on");
        }
        assertThat(MarkStore.postgresql(Replicas.address(database, "two", ofSeconds(15))))
                .isEqualTo(NOON);
        try (LeadStore store = open(database)) {
            assertThat(done(store.settleRestored(LATER))).isEqualTo(3);
        }
    }

    private static LeadStore open(Database database) {
        return LeadStore.postgresql(
                Replicas.address(database, "one", ofSeconds(15)), new RecordedSignals(), 1_000_000, Clock.systemUTC());
    }
}
