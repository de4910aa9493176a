package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;

class PostgresqlRetentionTest extends RetentionContract {
    private final Database database = Postgresql.database();

    @Override
    LeadStore open() {
        return LeadStore.postgresql(
                Replicas.address(database, "one", ofSeconds(15)), new RecordedSignals(), 1_000_000, Clock.systemUTC());
    }

    @Override
    Connection connect() throws SQLException {
        Connection connection = database.connect();
        connection.setSchema("bridge");
        return connection;
    }

    @Override
    List<String> searchTables() {
        return List.of();
    }

    @AfterEach
    void drop() {
        store.close();
        database.close();
    }
}
