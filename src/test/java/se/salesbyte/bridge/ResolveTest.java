package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** A person says what became of a lead. */
@Timeout(60)
class ResolveTest {
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
                .set("bridge.callback.url", receiver.url() + "/callback");
        restart();
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource({"123, 123", "'\"123\"', 123", "'\" 9007199254740993 \"', 9007199254740993"})
    void takesThePersonsWordThatSalesByteHasItAndTellsTheCallback(String given, String id) {
        String lead = unknown();
        assertThat(resolve(lead, "{\"as\":\"delivered\",\"salesbyteId\":" + given + "}")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("delivered");
        JsonNode delivered = client.lead(lead);
        assertThat(delivered.path("state").asText()).isEqualTo("delivered");
        assertThat(delivered.path("salesbyteId").asText()).isEqualTo(id);
        assertThat(delivered.at("/salesbyte/id").asText()).isEqualTo(id);
        assertThat(delivered.path("failure").isNull()).isTrue();
        assertThat(entry(delivered, "resolved")).contains("was unknown", "delivered", id);
        await().until(() -> receiver.received().size() == 1);
        JsonObject event = receiver.received().get(0).json();
        assertThat(event.getString("type")).isEqualTo("lead.delivered");
        JsonObject data = event.getJsonObject("data");
        assertThat(data.getJsonObject("salesbyte").getValue("id")).hasToString(id);
        assertThat(data.getJsonObject("lead").getInteger("attempts")).isEqualTo(1);
        assertThat(data.getJsonObject("customer").getString("email")).isEqualTo("ada@example.com");
    }

    @Test
    void sendsAtOnceWhatWasNotCreatedAndStartsItsScheduleAnew() {
        salesByte.answers(503, "").answers(503, "").answers(503, "");
        String lead = post();
        client.awaitState(lead, "retrying");
        bridge.advance(Duration.ofSeconds(7));
        client.awaitLead(
                lead,
                found -> found.path("attempts").size() == 2
                        && found.path("state").asText().equals("retrying"));
        bridge.advance(Duration.ofSeconds(73));
        assertThat(client.awaitState(lead, "failed").path("reason").asText()).isEqualTo("exhausted");
        salesByte.answers(503, "");
        assertThat(resolve(lead, "{\"as\":\"not-created\"}")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("retrying");
        JsonNode again = client.awaitLead(lead, found -> found.path("attempts").size() == 4);
        assertThat(client.awaitState(lead, "retrying").path("nextAt").asText()).startsWith("2026-11-20T09:16:2");
        assertThat(again.at("/attempts/3/number").asInt()).isEqualTo(4);
        bridge.advance(Duration.ofSeconds(7));
        client.awaitState(lead, "delivered");
        assertThat(salesByte.created("ada@example.com")).isEqualTo(1);
    }

    @Test
    void discardsForGood() {
        String lead = unknown();
        assertThat(resolve(lead, "{\"as\":\"discarded\"}").status()).isEqualTo(200);
        bridge.close();
        restart();
        bridge.advance(Duration.ofDays(2));
        assertThat(client.lead(lead).path("state").asText()).isEqualTo("discarded");
        assertThat(salesByte.received()).hasSize(1);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void discardsWhatIsHeldBackAndSettlesItNoOtherWay() {
        bridge.close();
        home.set("bridge.quiet-hours", "08:00-11:00 UTC");
        restart();
        String lead = post();
        client.awaitLead(lead, found -> found.path("waiting").asText().equals("quiet-hours"));
        BridgeClient.Reply refused = resolve(lead, "{\"as\":\"delivered\",\"salesbyteId\":1}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("discarded only", "replay " + lead);
        assertThat(resolve(lead, "{\"as\":\"discarded\"}").status()).isEqualTo(200);
        bridge.advance(Duration.ofHours(3));
        assertThat(client.lead(lead).path("state").asText()).isEqualTo("discarded");
        assertThat(salesByte.received()).isEmpty();
    }

    @Test
    void refusesWhatIsSettledAlready() {
        String lead = post();
        client.awaitState(lead, "delivered");
        BridgeClient.Reply refused = resolve(lead, "{\"as\":\"not-created\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("is delivered", "unknown or failed");
        assertThat(resolve("nosuch", "{\"as\":\"discarded\"}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"as\":\"sold\"}",
                "{\"as\":\"delivered\"}",
                "{\"as\":\"delivered\",\"salesbyteId\":0}",
                "{\"as\":\"delivered\",\"salesbyteId\":\" \"}",
                "{\"as\":\"delivered\",\"salesbyteId\":[1]}",
                "{\"as\":\"delivered\",\"salesbyteId\":\"abc\"}",
                "{\"as\":\"delivered\",\"salesbyteId\":\"q-7\"}",
                "{\"as\":\"delivered\",\"salesbyteId\":-7}",
                "{\"as\":\"delivered\",\"salesbyteId\":1.5}",
                "{\"as\":\"delivered\",\"salesbyteId\":true}",
                "{\"as\":\"delivered\",\"salesbyteId\":1234567890123456789}",
                "{\"as\":\"discarded\",\"as\":\"not-created\"}",
                "{\"as\":\"not-created\"} trailing",
                "{\"as\":\"discarded\",\"salesbyteId\":1}",
                "{\"as\":\"discarded\",\"why\":\"spam\"}"
            })
    void saysWhatIsWrongWithTheWord(String body) {
        String lead = unknown();
        BridgeClient.Reply refused = resolve(lead, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText())
                .containsAnyOf("as must be", "salesbyteId", "member", "no JSON object");
        assertThat(client.lead(lead).path("state").asText()).isEqualTo("unknown");
    }

    @Test
    void sendsAtOnceWhatWasNotCreatedHoweverOldItIsAndWhomeverItResembles() {
        bridge.close();
        home.set("bridge.freshness.max-age", "1h").set("bridge.duplicate.window", "24h");
        restart();
        String lead = unknown();
        String other = client.postForm(
                        "form-token", "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"message\":\"again\"}")
                .leadId();
        client.awaitLead(other, found -> found.path("waiting").asText().equals("possible-duplicate"));
        client.call("POST", "/api/leads/" + other + "/replay", "{}", "Content-Type", "application/json");
        client.awaitState(other, "delivered");
        bridge.advance(Duration.ofHours(2));
        resolve(lead, "{\"as\":\"not-created\"}");
        client.awaitState(lead, "delivered");
    }

    private String unknown() {
        salesByte.cuts();
        String lead = post();
        client.awaitState(lead, "unknown");
        return lead;
    }

    private BridgeClient.Reply resolve(String lead, String body) {
        return client.call("POST", "/api/leads/" + lead + "/resolve", body, "Content-Type", "application/json");
    }

    private static String entry(JsonNode lead, String event) {
        return StreamSupport.stream(lead.path("timeline").spliterator(), false)
                .filter(entry -> entry.path("event").asText().equals(event))
                .map(entry -> entry.path("detail").asText())
                .findFirst()
                .orElse("");
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
