package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** One lead once more, through the real bridge. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class ReplayTest {
    private static final Instant START = Instant.parse("2026-11-20T09:15:00Z");

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void prepare() {
        home = new BridgeHome(folder).live(salesByte.url()).set("bridge.retry.schedule", "1m,2m");
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
    }

    @Test
    void sendsChangedFieldsAndKeepsTheOriginalRequest() {
        start();
        salesByte.answers(422, "{\"message\":\"no\",\"errors\":{\"customer_email\":[\"bad\"]}}");
        String id = post("Ada", "ada@exampel.com");
        client.awaitState(id, "failed");

        Reply reply = replay(
                id,
                "{\"fields\":{\"customer_email\":\"ada@example.com\",\"custom-field-1\":42,\"customer_phone\":\"070-123 45 67\"}}");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json()).hasToString("{\"id\":\"" + id + "\",\"run\":2,\"state\":\"accepted\"}");

        JsonNode lead = client.awaitState(id, "delivered");
        assertThat(salesByte.received()).hasSize(2);
        assertThat(salesByte.received().get(1).json().getString("customer_email"))
                .isEqualTo("ada@example.com");
        assertThat(salesByte.received().get(1).json().getString("custom_field_1_content"))
                .isEqualTo("42");
        assertThat(salesByte.received().get(1).json().getString("customer_phone"))
                .isEqualTo("+46701234567");
        assertThat(salesByte.received().get(1).json().getString("customer_name"))
                .isEqualTo("Ada");
        assertThat(lead.at("/payload/email").asText()).isEqualTo("ada@exampel.com");
        assertThat(lead.at("/request/customer_email").asText()).isEqualTo("ada@example.com");
        assertThat(lead.at("/runs/0/fields/customer_email").asText()).isEqualTo("ada@example.com");
        assertThat(lead.path("run").asInt()).isEqualTo(2);
        assertThat(lead.path("timeline").toString())
                .contains("changed customer_email, custom_field_1_content, customer_phone")
                .doesNotContain("ada@example.com", "+46701234567");
    }

    @Test
    void refusesADeliveredLeadUnlessAPersonInsists() {
        start();
        String id = post("Ada", "ada@example.com");
        String quote = client.awaitState(id, "delivered").path("salesbyteId").asText();

        Reply refused = replay(id, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body())
                .contains("created quote " + quote, "would create a second quote", "may message the customer again");
        assertThat(replay(id, "{\"force\":true}").status()).isEqualTo(400);
        assertThat(replay(id, "{\"force\":true,\"reason\":\"x\",\"state\":\"unknown\"}")
                        .body())
                .contains("it is delivered now");
        assertThat(salesByte.created("ada@example.com")).isEqualTo(1);

        assertThat(replay(id, "{\"force\":true,\"reason\":\"deleted there\",\"state\":\"delivered\"}")
                        .status())
                .isEqualTo(202);
        JsonNode lead = client.awaitLead(
                id,
                now -> now.path("attempts").size() == 2
                        && now.path("state").asText().equals("delivered"));
        assertThat(salesByte.created("ada@example.com")).isEqualTo(2);
        assertThat(lead.path("salesbyteId").asText()).isNotEqualTo(quote);
        assertThat(lead.path("timeline").findValuesAsText("detail"))
                .contains("run 2; was delivered as " + quote + "; reason: deleted there");
    }

    @Test
    void refusesAnUnknownLeadUnlessAPersonInsists() {
        start();
        salesByte.cuts();
        String id = post("Ada", "ada@example.com");
        client.awaitState(id, "unknown");
        assertThat(replay(id, "{}").body()).contains("nobody knows", "may create a second quote");
        assertThat(replay(id, "{\"force\":true,\"reason\":\"it is not there\"}").status())
                .isEqualTo(202);
        client.awaitState(id, "delivered");
        assertThat(salesByte.created("ada@example.com")).isEqualTo(1);
    }

    @Test
    void refusesALeadThatIsOnItsWayAndOneThatIsErased() {
        start();
        salesByte.answers(503, "").takes(300);
        String id = post("Ada", "ada@example.com");
        client.awaitState(id, "retrying");
        String insisting = "{\"force\":true,\"reason\":\"now\"}";
        assertThat(replay(id, insisting).body()).contains("on its way (retrying)");
        String delivering = post("Bo", "bo@example.com");
        client.awaitState(delivering, "delivering");
        assertThat(replay(delivering, insisting).body()).contains("on its way (delivering)");
        client.awaitState(delivering, "delivered");
        assertThat(client.call("DELETE", "/api/leads?email=bo@example.com", "").status())
                .isEqualTo(200);
        assertThat(replay(delivering, insisting).body()).contains("erased");
        assertThat(replay("nosuch", "").status()).isEqualTo(404);
        assertThat(salesByte.created("bo@example.com")).isEqualTo(1);
    }

    @Test
    void startsTheRetryScheduleOver() {
        start();
        salesByte.answers(503, "").answers(503, "").answers(503, "");
        String id = post("Ada", "ada@example.com");
        client.awaitState(id, "retrying");
        bridge.advance(Duration.ofMinutes(2));
        client.awaitLead(
                id,
                lead -> lead.path("attempts").size() == 2
                        && lead.path("state").asText().equals("retrying"));
        bridge.advance(Duration.ofMinutes(3));
        assertThat(client.awaitState(id, "failed").path("reason").asText()).isEqualTo("exhausted");

        salesByte.answers(503, "").answers(503, "").answers(503, "");
        replay(id, "");
        client.awaitLead(
                id,
                lead -> lead.path("attempts").size() == 4
                        && lead.path("state").asText().equals("retrying"));
        bridge.advance(Duration.ofMinutes(2));
        client.awaitLead(
                id,
                lead -> lead.path("attempts").size() == 5
                        && lead.path("state").asText().equals("retrying"));
        bridge.advance(Duration.ofMinutes(3));
        JsonNode lead = client.awaitState(id, "failed");
        assertThat(lead.path("reason").asText()).isEqualTo("exhausted");
        assertThat(lead.path("attempts").findValuesAsText("number")).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void sendsAHeldLeadNowAndAnOldOneInSpiteOfItsAge() {
        home.set("bridge.freshness.max-age", "1h").set("bridge.retry.schedule", "2h,2h");
        start();
        salesByte.answers(503, "");
        String id = post("Ada", "ada@example.com");
        client.awaitState(id, "retrying");
        bridge.advance(Duration.ofMinutes(150));
        client.awaitLead(id, lead -> lead.path("waiting").asText().equals("too-old"));
        assertThat(replay(id, "").status()).isEqualTo(202);
        assertThat(client.awaitState(id, "delivered").path("waiting").isNull()).isTrue();
        assertThat(salesByte.created("ada@example.com")).isEqualTo(1);
    }

    @Test
    void sendsASkippedLeadOnceAPersonSaysThatItIsOne() throws IOException {
        Files.writeString(
                folder.resolve("routes/mappings/form.jsonata"), "{\"customer_name\": name, \"skip\": \"a test\"}");
        start();
        String id = post("Ada", "ada@example.com");
        client.awaitState(id, "skipped");
        replay(id, "{\"fields\":{\"skip\":false,\"customer_email\":\"ada@example.com\"}}");
        client.awaitState(id, "delivered");
        assertThat(salesByte.created("ada@example.com")).isEqualTo(1);
    }

    @Test
    void erasesThePersonThatALeadWasAboutBeforeItsAddressWasChanged() {
        start();
        salesByte.answers(422, "{}");
        String id = post("Ada", "old@example.com");
        client.awaitState(id, "failed");
        replay(id, "{\"fields\":{\"customer_email\":\"new@example.com\"}}");
        client.awaitState(id, "delivered");
        assertThat(client.call("DELETE", "/api/leads?email=old@example.com", "").body())
                .contains("\"erased\":1");
        assertThat(client.lead(id).toString()).doesNotContain("old@example.com", "new@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'fields':{'custmer_email':'a@b.se'}}  | did you mean customer_email?",
                "{'fields':{'uuid':'x'}}                | comes from the settings",
                "{'fields':{'chat_enabled':'perhaps'}}  | must be true or false",
                "{'fields':{'tag_1':'a','tag-1':'b'}}   | is there twice",
                "{'fields':{'skip':true}}               | can only be false",
                "{'fields':[]}                          | fields must be an object",
                "{'field':{}}                           | use fields, force, reason, state",
                "{'force':'yes'}                        | force must be true or false",
                "{'state':'sleeping'}                   | state is not known",
                "[]                                     | is no JSON object",
                "{'force':true,'force':false}           | is no JSON object",
                "{} {}                                  | is no JSON object",
            })
    void saysWhatIsWrongWithTheBody(String body, String words) {
        start();
        String id = post("Ada", "ada@example.com");
        client.awaitState(id, "delivered");
        Reply reply = replay(id, body.replace('\'', '"'));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asText()).contains(words);
        assertThat(client.lead(id).path("run").asInt()).isEqualTo(1);
    }

    private void start() {
        bridge = BridgeUnderTest.start(home, START);
        client = bridge.client();
    }

    private String post(String name, String email) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"" + email + "\"}")
                .leadId();
    }

    private Reply replay(String id, String body) {
        return client.call("POST", "/api/leads/" + id + "/replay", body);
    }
}
