package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** The same person twice within {@code bridge.duplicate.window}, by whichever source: the second one waits for a person. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class PossibleDuplicateTest {
    private static final Instant MORNING = Instant.parse("2026-11-20T09:15:00Z");

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;
    private int posted;

    @BeforeEach
    void prepare() {
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.duplicate.window", "24h")
                .set("bridge.retry.schedule", "1h,1h")
                .set("elementor.secret", "elementor-token");
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
    }

    @Test
    void holdsALeadWithTheEMailOfOneThatWasSentByWhicheverSource() {
        start(MORNING);
        String first = post("Ada", "ada@example.com", "");
        client.awaitState(first, "delivered");
        String second = client.post(
                        "/webhooks/elementor?token=elementor-token",
                        "Name=Ada+L&Email=ADA%40Example.com",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .leadId();
        JsonNode held = awaitHeld(second);
        assertThat(held.path("state").asText()).isEqualTo("accepted");
        assertThat(held.path("attempts")).isEmpty();
        assertThat(held.path("nextAt").isNull()).isTrue();
        assertThat(held.at("/customer/name").asText()).isEqualTo("Ada L");
        assertThat(held.findValuesAsText("detail")).contains("possible-duplicate of lead " + first);
        assertThat(salesByte.received()).hasSize(1);
    }

    @Test
    void holdsALeadWithThePhoneNumberOfOneThatWasSent() {
        start(MORNING);
        client.awaitState(post("Ada", "ada@example.com", "070-174 06 05"), "delivered");
        awaitHeld(post("Grace", "grace@example.com", "+46 70 174 06 05"));
        client.awaitState(post("Bo", "bo@example.com", "070-174 06 06"), "delivered");
    }

    @Test
    void lettingOneOfTwoAtTheSameMomentGo() {
        start(MORNING);
        salesByte.takes(300); // so that all are in hand together
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(post("Ada", "ada@example.com", ""));
        }
        ids.forEach(id -> client.awaitLead(
                id,
                lead -> lead.path("state").asText().equals("delivered")
                        || lead.path("waiting").asText().equals("possible-duplicate")));
        assertThat(salesByte.created("ada@example.com")).isEqualTo(1);
    }

    @Test
    void doesNotHoldWhenTheOtherOneWasNotSentOrIsLongAgo() {
        start(MORNING);
        salesByte.answers(422, "{}").answers(503, "");
        client.awaitState(post("Ada", "ada@example.com", ""), "failed");
        String retrying = post("Ada", "ada@example.com", "");
        client.awaitState(retrying, "retrying");
        client.awaitState(post("Ada", "ada@example.com", ""), "delivered");
        bridge.advance(Duration.ofHours(2));
        awaitHeld(retrying); // meanwhile another one was sent
        bridge.advance(Duration.ofHours(23));
        client.awaitState(post("Ada", "ada@example.com", ""), "delivered");
        assertThat(client.lead(retrying).path("waiting").asText())
                .as("only a person lets it go")
                .isEqualTo("possible-duplicate");
    }

    @Test
    void staysHeldOverARestartUntilTheSettingIsGone() {
        start(MORNING);
        client.awaitState(post("Ada", "ada@example.com", ""), "delivered");
        String second = post("Ada", "ada@example.com", "");
        awaitHeld(second);
        bridge.close();

        start(MORNING.plus(Duration.ofDays(3)));
        client.awaitState(post("Bo", "bo@example.com", ""), "delivered"); // so the bridge has looked at what is due
        awaitHeld(second);
        bridge.close();

        home.set("bridge.duplicate.window", "");
        start(MORNING.plus(Duration.ofDays(3)));
        client.awaitState(second, "delivered");
    }

    @Test
    void staysHeldThroughQuietHoursAfterARestartAndPastTheWindow() {
        home.set("bridge.duplicate.window", "1h").set("bridge.quiet-hours", "10:00-11:00 UTC");
        Instant quarterPastNine = Instant.parse("2026-11-20T09:15:00Z");
        start(quarterPastNine);
        client.awaitState(post("Ada", "ada@example.com", ""), "delivered");
        String second = post("Ada", "ada@example.com", "");
        awaitHeld(second);
        bridge.close();

        start(quarterPastNine.plus(Duration.ofHours(1)));
        String third = post("Bo", "bo@example.com", "");
        client.awaitLead(third, lead -> lead.path("waiting").asText().equals("quiet-hours"));
        awaitHeld(second);
        bridge.advance(Duration.ofHours(1));
        client.awaitState(third, "delivered"); // so the bridge has looked at what is due
        awaitHeld(second);
        assertThat(salesByte.created("ada@example.com")).isEqualTo(1);
    }

    @Test
    void holdsNothingUnlessTold() {
        home.set("bridge.duplicate.window", "");
        start(MORNING);
        client.awaitState(post("Ada", "ada@example.com", ""), "delivered");
        client.awaitState(post("Ada", "ada@example.com", ""), "delivered");
    }

    private void start(Instant at) {
        bridge = BridgeUnderTest.start(home, at);
        client = bridge.client();
    }

    private String post(String name, String email, String phone) {
        String json = "{\"name\":\"%s\",\"email\":\"%s\",\"phone\":\"%s\",\"message\":\"%d\"}"
                .formatted(name, email, phone, ++posted);
        return client.postForm("form-token", json).leadId();
    }

    private JsonNode awaitHeld(String id) {
        return client.awaitLead(id, lead -> lead.path("waiting").asText().equals("possible-duplicate"));
    }
}
