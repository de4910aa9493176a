package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
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

    @Nested
    class Upgrading {
        /** As a replica of a newer version leaves the schema: with more in it, and a script that this one does not have. */
        @BeforeEach
        void migrateByANewerVersion() throws SQLException {
            execute("alter table bridge.lead add column of_a_newer_version text");
            execute("insert into bridge.flyway_schema_history(installed_rank, version, description, type, script,"
                    + " installed_by, execution_time, success)"
                    + " values(99, '99', 'later', 'SQL', 'V99__later.sql', 'bridge', 1, true)");
        }

        @Test
        void goesOnBesideIt() {
            String id = begun("evt-1");
            done(store.settle(delivered(id, "hubspot", 1, message("msg-1", "callback"))));
            assertThat(find(id).lead().state()).isEqualTo(LeadState.DELIVERED);
        }

        @Test
        void staysOutOfIt() {
            assertThatThrownBy(() -> open(new RecordedSignals()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("newer version");
        }
    }

    @Test
    void refusesADatabaseThatMayLoseWhatItCommits() throws SQLException {
        execute("alter role " + Database.USER + " set synchronous_commit = off");
        try {
            assertThatThrownBy(() -> open(new RecordedSignals()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("synchronous_commit");
        } finally {
            execute("alter role " + Database.USER + " reset synchronous_commit");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @AfterEach
    void drop() {
        store.close();
        database.close();
    }
}
