package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.FreePort;
import se.salesbyte.bridge.testing.Postgresql;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Health says what is wrong and what to do; it stays ready where another replica could do no better. */
class HealthTest {
    @Test
    void saysWhatIsWrongAndStaysReady(@TempDir Path folder) {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start();
                Database database = Postgresql.database();
                BridgeUnderTest bridge = BridgeUnderTest.start(
                        new BridgeHome(folder)
                                .live(salesByte.url())
                                .set("bridge.store.url", database.url())
                                .set("bridge.store.user", Database.USER)
                                .set("bridge.store.password", Database.PASSWORD)
                                .set("salesbyte.configuration-limit", "1")
                                .set("bridge.callback.url", "http://127.0.0.1:" + FreePort.find()),
                        Instant.parse("2026-01-20T09:15:00Z"))) {
            BridgeClient client = bridge.client();
            client.awaitState(post(client, "Ada"), "delivered");
            salesByte.cuts();
            client.awaitState(post(client, "Bea"), "unknown");
            salesByte.answers(404, "{}");
            client.awaitState(post(client, "Eve"), "failed");
            bridge.advance(Duration.ofHours(3));

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(message(client, "bridge-waiting"))
                    .contains("1 leads are unknown", "bridge resolve")
                    .contains("messages of callback have not been received for 3 hours")
                    .contains("this host's clock is", "s behind the database's"));
            assertThat(message(client, "bridge-salesbyte"))
                    .contains("SalesByte does not know profile main", "bridge resume");
            assertThat(message(client, "bridge-store")).isEmpty();
            assertThat(client.manage("/observe/health/ready").status()).isEqualTo(200);
            assertThat(client.manage("/observe/health/live")
                            .json()
                            .path("status")
                            .asText())
                    .isEqualTo("UP");
        }
    }

    private static String post(BridgeClient client, String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\"}").leadId();
    }

    private static String message(BridgeClient client, String check) {
        for (JsonNode one : client.manage("/observe/health").json().path("checks")) {
            if (one.path("name").asText().equals(check)) {
                assertThat(one.path("status").asText()).isEqualTo("UP");
                return one.path("message").asText();
            }
        }
        throw new AssertionError("no check " + check);
    }
}
