package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.store.Outcomes.message;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;
import se.salesbyte.bridge.testing.TcpProxy;

/** The database is away for all replicas, for longer than their leases: nobody has died. */
@Timeout(60)
class LongOutageTest {
    private static final Duration LEASE = ofSeconds(2);

    private final Database database = Postgresql.database();
    private final TcpProxy network =
            TcpProxy.to(URI.create(database.url().substring("jdbc:".length())).getPort());
    private final RecordedSignals hears = new RecordedSignals();
    private final LeadStore one = open("one");
    private final LeadStore other = open("other");

    @AfterEach
    void close() {
        network.goOn();
        one.close();
        other.close();
        network.close();
        database.close();
    }

    @Test
    void keepsWhatACallCameToMeanwhile() {
        String id = done(one.accept(List.of(event("form", "evt-1")))).get(0).leadId();
        assertThat(done(one.claim("form", NOON, 10)).items()).hasSize(1);
        assertThat(done(one.begin(intent(id, 1)))).isTrue();
        network.refuse();
        network.cutAll();
        CompletableFuture<Boolean> settled = one.settle(delivered(id, "form", 1, message("msg-1", "callback")));
        await().untilAsserted(() -> assertThat(alive()).isZero());
        network.goOn();
        assertThat(done(settled)).isTrue();
        assertThat(one.queries().find(id).orElseThrow().lead().state()).isEqualTo(LeadState.DELIVERED);
        assertThat(hears.lines).doesNotContain("leads in doubt");
    }

    private LeadStore open(String name) {
        return LeadStore.postgresql(
                new StoreAddress(database.url(network.port()), Database.USER, Database.PASSWORD, "bridge", name, LEASE),
                hears,
                1_000_000,
                Clock.systemUTC());
    }

    /** How many leases have not ended, as the database tells. */
    private int alive() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), Database.USER, Database.PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from bridge.replica where ended_at is null and lease_until > " + Tenure.NOW)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
