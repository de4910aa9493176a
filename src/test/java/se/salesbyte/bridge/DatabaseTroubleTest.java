package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.DatabaseServer;
import se.salesbyte.bridge.testing.Postgresql;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** The database is killed, or does not get on, and comes back: 503 meanwhile, then all as before, nothing twice. */
@Timeout(120)
class DatabaseTroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void refusesWhileTheDatabaseIsGoneAndGoesOnByItself() throws Exception {
        try (DatabaseServer server = DatabaseServer.in(folder.resolve("postgresql"));
                ScriptedSalesByte salesByte = ScriptedSalesByte.start()) {
            Database database = server.database();
            try (BridgeUnderTest one = start("one", database, salesByte);
                    BridgeUnderTest other = start("other", database, salesByte)) {
                String before = post(one, "before").leadId();
                one.client().awaitState(before, "delivered");

                server.kill();
                assertThat(post(one, "meanwhile").status()).isEqualTo(503);
                assertThat(post(other, "meanwhile").status()).isEqualTo(503);

                server.start();
                for (BridgeUnderTest bridge : List.of(one, other)) {
                    // 202, or 200 where it is known already
                    await().atMost(PATIENCE).until(() -> post(bridge, "after").status() < 300);
                }
                String after = post(other, "after").leadId();
                assertThat(post(one, "after").leadId()).as("the same event").isEqualTo(after);
                other.client().awaitState(after, "delivered");
                assertThat(salesByte.created()).hasSize(2);
            }
        }
    }

    @Test
    void refusesWhileStatementsHangAndGoesOnByItself() throws Exception {
        try (Database database = Postgresql.database();
                ScriptedSalesByte salesByte = ScriptedSalesByte.start();
                BridgeUnderTest bridge = start("one", database, salesByte);
                Connection other = DriverManager.getConnection(database.url(), Database.USER, Database.PASSWORD);
                Statement statement = other.createStatement()) {
            bridge.client().awaitState(post(bridge, "before").leadId(), "delivered");

            other.setAutoCommit(false);
            statement.execute("lock table bridge.lead"); // as somebody's maintenance does
            assertThat(post(bridge, "meanwhile").status()).isEqualTo(503);

            other.rollback();
            await().atMost(PATIENCE).until(() -> post(bridge, "meanwhile").status() < 300);
            bridge.client().awaitState(post(bridge, "meanwhile").leadId(), "delivered");
            assertThat(salesByte.created()).hasSize(2);
        }
    }

    private static BridgeClient.Reply post(BridgeUnderTest bridge, String name) {
        return bridge.client()
                .postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"" + name + "@example.com\"}");
    }

    private BridgeUnderTest start(String name, Database database, ScriptedSalesByte salesByte) throws Exception {
        BridgeHome home = new BridgeHome(Files.createDirectory(folder.resolve(name)))
                .live(salesByte.url())
                .set("bridge.store.url", database.url())
                .set("bridge.store.user", Database.USER)
                .set("bridge.store.password", Database.PASSWORD)
                .set("bridge.replica.lease", "2s");
        return BridgeUnderTest.start(home, Clock.systemUTC());
    }
}
