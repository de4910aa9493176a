package se.salesbyte.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Each action of a person leaves a line on the timeline: who, when, why. */
@Timeout(60)
class WhoAndWhyTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void start() {
        home = new BridgeHome(folder).live(salesByte.url());
        restart();
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
    }

    @Test
    void ofAPersonsWord() {
        String id = failed("ada@example.com");
        call("/api/leads/" + id + "/resolve", "{\"as\":\"discarded\",\"by\":\" Maj \",\"reason\":\"a test\"}", 200);
        assertLine(id, "resolved", "Maj", "was failed, a person says discarded; reason: a test");
    }

    @Test
    void ofAReplay() {
        String id = failed("ada@example.com");
        call("/api/leads/" + id + "/replay", "{\"by\":\"Maj <b>\",\"reason\":\"mended\"}", 202);
        assertLine(id, "replayed", "Maj <b>", "run 2; reason: mended");
    }

    @Test
    void ofAReplayOfManyOnEachOfItsLeads() {
        String one = failed("ada@example.com");
        String other = failed("bo@example.com");
        String replay = call("/api/leads/replay?state=failed&by=Maj&reason=mended", "", 202)
                .json()
                .path("replay")
                .asText();
        client.awaitState(one, "delivered");
        client.awaitState(other, "delivered");
        assertLine(one, "replayed", "Maj", "run 2; reason: mended");
        assertLine(other, "replayed", "Maj", "run 2; reason: mended");
        assertThat(client.manage("/api/replays/" + replay).json().path("by").asText())
                .isEqualTo("Maj");
        assertThat(call("/api/replays/" + replay + "/stop", "{\"by\":\"Bo\",\"reason\":\"enough\"}", 200)
                        .json()
                        .path("by")
                        .asText())
                .as("who opened it")
                .isEqualTo("Maj");
    }

    @Test
    void ofARelease() {
        home.set("form.secret", "mistyped");
        bridge.close();
        restart();
        client.postForm("form-token", "{\"name\":\"Ada\"}");
        await().until(() -> refused().size() == 1);
        String path = "/api/quarantine/" + refused().at("/0/id").asText() + "/release";
        home.set("form.secret", "form-token");
        bridge.close();
        restart();
        String id = call(path, "{\"by\":\"Maj\",\"reason\":\"the secret is mended\"}", 200)
                .json()
                .at("/leads/0/id")
                .asText();
        assertLine(id, "released", "Maj", "the secret is mended");
    }

    @Test
    void ofAnErasureWithNothingOfThePerson() {
        String id = failed("ada@example.com");
        call("/api/leads/" + id + "/replay", "{\"by\":\"ada@example.com\",\"reason\":\"typo of Ada's\"}", 202);
        client.awaitState(id, "delivered");
        erase("Maj", "ticket 4711");
        JsonNode lead = client.lead(id);
        assertLine(id, "erased", "Maj", "ticket 4711");
        assertThat(lead.path("timeline").findValuesAsText("event")).contains("replayed");
        assertThat(lead.toString()).doesNotContainIgnoringCase("ada");
    }

    @ParameterizedTest
    @CsvSource({"Maj, asked for by ADA, Maj", "Maj, wrote from ada@example.com, Maj", "ada@example.com, 4711, person"})
    void keepsNoReasonOrNameThatNamesWhoIsErased(String by, String reason, String actor) {
        String id = failed("ada@example.com");
        erase(by, reason);
        assertLine(id, "erased", actor, reason.equals("4711") ? reason : null);
        assertThat(client.lead(id).toString()).doesNotContainIgnoringCase("ada");
    }

    @Test
    void isAPersonWhereNobodyGivesAName() {
        String id = failed("ada@example.com");
        call("/api/leads/" + id + "/replay", "", 202);
        assertLine(id, "replayed", "person", "run 2");
    }

    @Test
    void isTakenByCallsThatHaveNoLead() {
        call("/api/resume", "{\"by\":\"Maj\",\"reason\":\"SalesByte wrote\"}", 200);
        assertThat(call("/api/replays/nosuch/stop", "{\"by\":\"Maj\"}", 404).body())
                .contains("no replay of that id");
        assertThat(call("/api/quarantine/nosuch/release", "{\"by\":\"Maj\"}", 404)
                        .body())
                .contains("no refused request");
        assertThat(call("/api/quarantine/nosuch/release", "{\"why\":1}", 400).body())
                .contains("use by, reason");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bridge",
                "two\\nlines",
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890x"
            })
    void refusesANameThatIsNone(String by) {
        String id = failed("ada@example.com");
        assertThat(call("/api/leads/" + id + "/replay", "{\"by\":\"" + by + "\"}", 400)
                        .body())
                .contains("by must be a");
        assertThat(client.lead(id).path("run").asInt()).isEqualTo(1);
    }

    private String failed(String email) {
        salesByte.answers(422, "{\"message\":\"no\",\"errors\":{\"customer_email\":[\"bad\"]}}");
        String id = client.postForm("form-token", "{\"name\":\"Ada Ek\",\"email\":\"" + email + "\"}")
                .leadId();
        client.awaitState(id, "failed");
        return id;
    }

    private void erase(String by, String reason) {
        Reply erased = client.call(
                "DELETE",
                "/api/leads?email=ada@example.com&by=" + by + "&reason="
                        + URLEncoder.encode(reason, StandardCharsets.UTF_8),
                "");
        assertThat(erased.json().path("erased").asInt()).as(erased.body()).isEqualTo(1);
    }

    private void assertLine(String lead, String event, String actor, @Nullable String detail) {
        for (JsonNode line : client.lead(lead).path("timeline")) {
            if (line.path("event").asText().equals(event)) {
                assertThat(line.path("actor").asText()).isEqualTo(actor);
                assertThat(line.path("detail").textValue()).isEqualTo(detail);
                assertThat(line.path("at").asText()).isEqualTo(NOON.toString());
                return;
            }
        }
        throw new AssertionError("nothing says " + event + ": " + client.lead(lead));
    }

    private JsonNode refused() {
        return client.manage("/api/quarantine").json().path("refused");
    }

    private Reply call(String path, String body, int status) {
        Reply reply = client.call("POST", path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply;
    }

    private void restart() {
        bridge = BridgeUnderTest.start(home, NOON);
        client = bridge.client();
    }
}
