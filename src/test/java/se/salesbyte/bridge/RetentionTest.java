package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Old leads go, and everything else about the bridge stays as it was. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-01-20T09:00:00Z");

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
    }

    @Test
    void deletesALeadOnceNothingWasDoneWithItForThatLong() {
        start("30d");
        String old = post("Ada");
        client.awaitState(old, "delivered");
        bridge.advance(Duration.ofDays(29));
        String young = post("Bo");
        client.awaitState(young, "delivered");
        assertThat(client.manage("/api/leads/" + old).status()).isEqualTo(200);

        bridge.advance(Duration.ofDays(2));
        await().until(() -> client.manage("/api/leads/" + old).status() == 404);
        assertThat(client.manage("/api/leads/" + young).status()).isEqualTo(200);
        assertThat(client.manage("/observe/metrics").body()).contains("bridge_purged_total 1.0");
        assertThat(client.manage("/api/leads?q=Ada").json().path("leads")).isEmpty();
        assertThat(client.manage("/api/stats?window=24h").status()).isEqualTo(200);
    }

    @Test
    void keepsEverythingUnlessTold() {
        start("none");
        String lead = post("Ada");
        client.awaitState(lead, "delivered");
        bridge.advance(Duration.ofDays(3650));
        client.awaitState(post("Bo"), "delivered");
        assertThat(client.manage("/api/leads/" + lead).status()).isEqualTo(200);
        assertThat(client.manage("/observe/metrics").body()).contains("bridge_purged_total 0.0");
    }

    private void start(String retention) {
        bridge = BridgeUnderTest.start(
                new BridgeHome(folder).live(salesByte.url()).set("bridge.retention", retention), NOW);
        client = bridge.client();
    }

    private String post(String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"" + name + "@example.com\"}")
                .leadId();
    }
}
