package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** {@code salesbyte.on-server-error} and {@code salesbyte.on-unknown} the other way round than by default. */
class DoubtTest {
    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void start() {
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.retry.schedule", "5s,1m")
                .set("bridge.notify.url", receiver.url() + "/notify")
                .set("salesbyte.on-server-error", "hold")
                .set("salesbyte.on-unknown", "retry");
        restart();
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        receiver.close();
    }

    @Test
    void holdsALeadAfterAServerErrorAndTellsAPerson() {
        salesByte.answers(500, "{\"message\":\"Server Error\"}");
        JsonNode unknown = client.awaitState(post(), "unknown");
        assertThat(unknown.at("/failure/reason").asText()).isEqualTo("unknown-outcome");
        assertThat(unknown.at("/failure/status").asInt()).isEqualTo(500);
        assertThat(unknown.at("/failure/message").asText()).contains("Server Error");
        await().until(() -> receiver.received().size() == 1);
        assertThat(receiver.received().get(0).json().getString("type")).isEqualTo("lead.unknown");
    }

    @Test
    void triesA503AgainAllTheSame() {
        salesByte.answers(503, "");
        client.awaitState(post(), "retrying");
    }

    @Test
    void sendsACallAgainThatGotNoAnswerAndTellsNobody() {
        salesByte.cuts();
        String id = post();
        JsonNode retrying = client.awaitState(id, "retrying");
        assertThat(retrying.at("/attempts/0/detail").asText()).contains("no answer");
        bridge.advance(Duration.ofSeconds(7));
        assertThat(client.awaitState(id, "delivered").path("attempts")).hasSize(2);
        assertThat(salesByte.received()).hasSize(2);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void holdsWhatWasAcceptedSomewhereAllTheSame() {
        salesByte.answers(200, "Quote created");
        client.awaitState(post(), "unknown");
    }

    @Test
    void neverSendsACallAgainThatWasAnsweredHoweverItsRouteEnds() throws IOException {
        bridge.close();
        Path route = folder.resolve("routes/salesbyte.camel.yaml");
        Files.writeString(
                route, Files.readString(route).replace("toType: salesbyte:answer", "toType: jsonata:there-is-none"));
        restart();
        client.awaitState(post(), "unknown");
        assertThat(salesByte.created("ada@example.com")).isEqualTo(1);
    }

    private void restart() {
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        client = bridge.client();
    }

    private String post() {
        return client.postForm("form-token", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                .leadId();
    }
}
