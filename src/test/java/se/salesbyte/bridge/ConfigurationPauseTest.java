package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** SalesByte does not know a profile or does not let it in: its leads wait for a person, those of others do not. */
class ConfigurationPauseTest {
    private static final String NORTH = "22222222-2222-4333-8444-555555555555";

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void pause() {
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.notify.url", receiver.url() + "/notify")
                .set("salesbyte.max-concurrency", "1") // "in a row" is what the answers are then
                .set("salesbyte.configuration-limit", "2")
                .set("salesbyte.profiles.north.uuid", NORTH)
                .set("salesbyte.profiles.north.quote-profile-id", "8")
                .set("elementor.profile", "north")
                .set("elementor.secret", "elementor-token");
        start();
        salesByte.answers(404, "").answers(401, "");
        client.awaitState(postNorth("Ada"), "failed");
        client.awaitState(postNorth("Bo"), "failed");
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        receiver.close();
    }

    @Test
    void furtherLeadsOfThatProfileWaitUntouchedWhileOthersFlow() {
        String cy = postNorth("Cy");
        JsonNode held = awaitPaused(cy);
        assertThat(held.path("state").asText()).isEqualTo("accepted");
        assertThat(held.path("attempts")).isEmpty();
        assertThat(held.path("nextAt").isNull()).isTrue();
        assertThat(client.manage("/api/leads?q=cy@example.com")
                        .json()
                        .at("/leads/0/id")
                        .asText())
                .isEqualTo(cy);
        assertThat(held.findValuesAsText("event")).containsExactly("accepted", "held");

        client.awaitState(postMain("Dan"), "delivered");
        assertThat(salesByte.received()).hasSize(3);
        JsonNode paused = client.manage("/api/stats").json().at("/breaker/paused");
        assertThat(paused).hasSize(1);
        assertThat(paused.at("/0/profile").asText()).isEqualTo("north");
        assertThat(paused.at("/0/since").asText()).isEqualTo("2026-11-20T09:15:00Z");
    }

    @Test
    void aPersonIsToldOnceWithoutTheUuid() {
        for (String name : List.of("Cy", "Dan", "Eve")) {
            awaitPaused(postNorth(name));
        }
        await().until(() -> receiver.received().size() >= 3);
        assertThat(receiver.received().stream().map(event -> event.json().getString("type")))
                .containsExactlyInAnyOrder("lead.failed", "lead.failed", "salesbyte.paused");
        assertThat(receiver.received())
                .allSatisfy(event -> assertThat(event.json().encode()).doesNotContain(NORTH));
        assertThat(receiver.received()).anySatisfy(event -> assertThat(
                        event.json().getJsonObject("data").encode())
                .contains("\"profile\":\"north\"", "\"failed\":2", "salesbyte.quote-profile-id", "/api/stats"));
    }

    @Test
    void resumingItSendsWhatWaited() {
        String cy = postNorth("Cy");
        awaitPaused(cy);
        assertThat(resume("{\"profile\":\"south\"}").json().path("resumed")).isEmpty();
        assertThat(client.lead(cy).path("waiting").asText()).isEqualTo("paused");
        assertThat(resume("{\"profile\":\"north\"}").json().path("resumed").toString())
                .isEqualTo("[\"north\"]");
        assertThat(client.awaitState(cy, "delivered").path("attempts")).hasSize(1);
        assertThat(client.manage("/api/stats").json().at("/breaker/paused")).isEmpty();
        assertThat(resume("").json().path("resumed")).isEmpty();
    }

    @Test
    void resumingAllPausesAgainWhatIsStillWrong() {
        salesByte.answers(404, "").answers(404, "");
        List<String> waiting = List.of(postNorth("Cy"), postNorth("Dan"), postNorth("Eve"));
        waiting.forEach(this::awaitPaused);
        assertThat(resume("{}").json().path("resumed").toString()).isEqualTo("[\"north\"]");
        await().until(() ->
                client.manage("/api/leads?state=failed").json().path("leads").size() == 4);
        await().until(() -> receiver.received().stream()
                        .filter(event -> event.json().getString("type").equals("salesbyte.paused"))
                        .count()
                == 2);
    }

    @Test
    void refusesToResumeWhatItDoesNotUnderstand() {
        for (String body : List.of(
                "[]",
                "north",
                "{\"profile\":7}",
                "{\"profile\":\" \"}",
                "{\"name\":\"north\"}",
                "{\"profile\":\"main\",\"profile\":\"north\"}",
                "{\"profile\":\"north\"} {}")) {
            assertThat(resume(body).status()).as(body).isEqualTo(400);
        }
        BridgeClient.Reply unknown = resume("{\"profile\":\"nroth\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("detail").asText()).contains("main, north");
        assertThat(resume("{\"profile\":\"main\"}").json().path("resumed")).isEmpty();
        awaitPaused(postNorth("Cy"));
    }

    @Test
    void aRestartResumesIt() {
        String cy = postNorth("Cy");
        awaitPaused(cy);
        bridge.close();
        start();
        client.awaitState(cy, "delivered");
    }

    private void start() {
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        client = bridge.client();
    }

    private BridgeClient.Reply resume(String body) {
        return client.call("POST", "/api/resume", body);
    }

    private String postNorth(String name) {
        return client.post(
                        "/webhooks/elementor?token=elementor-token",
                        "Name=" + name + "&Email=" + name + "%40example.com",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .leadId();
    }

    private String postMain(String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"" + name + "@example.com\"}")
                .leadId();
    }

    private JsonNode awaitPaused(String id) {
        return client.awaitLead(id, lead -> lead.path("waiting").asText().equals("paused"));
    }
}
