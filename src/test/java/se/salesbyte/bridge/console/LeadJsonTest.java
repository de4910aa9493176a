package se.salesbyte.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** What the management API tells of one lead. */
@Timeout(60)
class LeadJsonTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String UUID = "11111111-2222-4333-8444-555555555555";
    private static final String MARKUP = "<img src=x onerror=\\\"alert(1)\\\">&amp;</script>";

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void start() {
        BridgeHome home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.callback.url", receiver.url() + "/callback?key=hidden");
        bridge = BridgeUnderTest.start(home, NOON);
        client = bridge.client();
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        receiver.close();
    }

    @Test
    void showsWhatEachAttemptSentWithoutTheUuid() {
        salesByte.answers(503, "");
        String id = post("Ada");
        assertThat(client.awaitState(id, "retrying")
                        .at("/attempts/0/request/customer_name")
                        .asText())
                .isEqualTo("Ada");
        bridge.advance(Duration.ofMinutes(1));
        JsonNode lead = client.awaitState(id, "delivered");

        assertThat(lead.at("/attempts/1/request/customer_email").asText()).isEqualTo("ada@example.com");
        assertThat(lead.at("/attempts/1/request")).isEqualTo(lead.path("request"));
        assertThat(lead.toString()).doesNotContain(UUID);
    }

    @Test
    void showsNoRequestOfAnAttemptThatEndedBeforeTheCall() {
        String id = client.postForm("form-token", "{\"message\":\"hello\"}").leadId();
        JsonNode lead = client.awaitState(id, "failed");
        assertThat(lead.at("/attempts/0/request").isNull()).isTrue();
    }

    @Test
    void showsHowItsMessagesFare() {
        receiver.answers(500, "");
        String id = post("Ada");
        JsonNode waiting =
                client.awaitLead(id, lead -> lead.at("/messages/0/attempts").asInt() == 1);
        assertThat(waiting.at("/messages/0/outbox").asText()).isEqualTo("callback");
        assertThat(waiting.at("/messages/0/type").asText()).isEqualTo("lead.delivered");
        assertThat(waiting.at("/messages/0/nextAt").asText()).isGreaterThan(NOON.toString());
        assertThat(waiting.at("/messages/0/detail").asText()).contains("500");
        assertThat(waiting.path("messages").toString()).doesNotContain("hidden").doesNotContain("payload");

        bridge.advance(Duration.ofMinutes(1));
        JsonNode sent =
                client.awaitLead(id, lead -> lead.at("/messages/0/sentAt").isTextual());
        assertThat(sent.at("/messages/0/id").asText())
                .isEqualTo(receiver.received().get(0).headers().get("webhook-id"));
        assertThat(sent.at("/messages/0/nextAt").isNull()).isTrue();
        assertThat(sent.path("messages")).hasSize(1);
    }

    @Test
    void saysThatWhatCameByItselfWasTheBridgesDoing() {
        JsonNode lead = client.awaitState(post("Ada"), "delivered");
        assertThat(lead.path("timeline").findValuesAsText("actor")).isNotEmpty().containsOnly("bridge");
    }

    @Test
    void passesMarkupThroughAsTheTextThatItIs() {
        JsonNode lead = client.awaitState(post(MARKUP), "delivered");
        String text = "<img src=x onerror=\"alert(1)\">&amp;</script>";
        assertThat(lead.at("/payload/name").asText()).isEqualTo(text);
        assertThat(lead.at("/attempts/0/request/customer_name").asText()).isEqualTo(text);
        assertThat(client.manage("/api/leads/" + lead.path("id").asText()).header("content-type"))
                .isEqualTo("application/json");
    }

    private String post(String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"ada@example.com\"}")
                .leadId();
    }
}
