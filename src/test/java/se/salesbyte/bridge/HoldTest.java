package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Leads that are due and kept back: no attempt, no call, and everybody can see why. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class HoldTest {
    /** Half past nine in the evening in Stockholm. */
    private static final Instant EVENING = Instant.parse("2026-11-20T20:30:00Z");

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void prepare() {
        home = new BridgeHome(folder).live(salesByte.url());
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
    }

    @Test
    void sendsNothingInQuietHoursAndAllOfItAtTheirEnd() {
        home.set("bridge.quiet-hours", "21:00-08:00 Europe/Stockholm");
        start(EVENING);
        String first = post("Ada");
        String second = post("Bo");

        JsonNode waiting = awaitWaiting(first, "quiet-hours");
        awaitWaiting(second, "quiet-hours");
        assertThat(waiting.path("state").asText()).isEqualTo("accepted");
        assertThat(waiting.path("nextAt").asText()).isEqualTo("2026-11-21T07:00:00Z");
        assertThat(waiting.path("attempts")).isEmpty();
        assertThat(client.manage("/api/leads").json().at("/leads/0/waiting").asText())
                .isEqualTo("quiet-hours");
        assertThat(waiting.findValues("event")).extracting(JsonNode::asText).containsExactly("accepted", "held");
        assertThat(salesByte.received()).isEmpty();

        bridge.advance(Duration.ofMinutes(630));
        assertThat(client.awaitState(first, "delivered").path("waiting").isNull())
                .isTrue();
        client.awaitState(second, "delivered");
        assertThat(salesByte.received()).hasSize(2);
    }

    @Test
    void keepsWhatIsHeldOverARestart() {
        home.set("bridge.quiet-hours", "21:00-08:00 Europe/Stockholm");
        start(EVENING);
        String id = post("Ada");
        awaitWaiting(id, "quiet-hours");
        bridge.close();
        start(EVENING.plus(Duration.ofHours(1)));
        assertThat(client.lead(id).path("waiting").asText()).isEqualTo("quiet-hours");
        bridge.advance(Duration.ofMinutes(570));
        client.awaitState(id, "delivered");
    }

    @Test
    void keepsALeadThatBecameTooOldForAPerson() {
        home.set("bridge.freshness.max-age", "1h").set("bridge.retry.schedule", "2h,2h");
        start(EVENING);
        salesByte.answers(503, "");
        String id = post("Ada");
        client.awaitState(id, "retrying");

        bridge.advance(Duration.ofMinutes(150));
        JsonNode waiting = awaitWaiting(id, "too-old");
        assertThat(waiting.path("state").asText()).isEqualTo("retrying");
        assertThat(waiting.path("nextAt").isNull()).isTrue();
        assertThat(waiting.path("attempts")).hasSize(1);
        assertThat(client.manage("/observe/metrics").body())
                .contains("bridge_held_total{source=\"form\",waiting=\"too-old\"} 1");

        bridge.advance(Duration.ofDays(30));
        client.awaitState(post("Bo"), "delivered"); // so the bridge has looked at what is due
        assertThat(client.lead(id).path("waiting").asText()).isEqualTo("too-old");
        assertThat(salesByte.created("ada@example.com")).isZero();
    }

    @Test
    void letsLeadsThatWereTooOldGoOnceTheSettingIsRaised() {
        home.set("bridge.freshness.max-age", "1h").set("bridge.retry.schedule", "2h,2h");
        start(EVENING);
        salesByte.answers(503, "");
        String id = post("Ada");
        client.awaitState(id, "retrying");
        bridge.advance(Duration.ofMinutes(150));
        awaitWaiting(id, "too-old");
        bridge.close();

        start(EVENING.plus(Duration.ofMinutes(160)));
        client.awaitState(post("Bo"), "delivered"); // so the bridge has looked at what is due
        awaitWaiting(id, "too-old");
        bridge.close();

        home.set("bridge.freshness.max-age", "4h");
        start(EVENING.plus(Duration.ofMinutes(170)));
        JsonNode lead = client.awaitState(id, "delivered");
        assertThat(lead.path("waiting").isNull()).isTrue();
        assertThat(lead.path("attempts")).hasSize(2);
    }

    @Test
    void judgesQuietHoursByTheSettingsOfTheLastStart() {
        home.set("bridge.quiet-hours", "21:00-08:00 Europe/Stockholm");
        start(EVENING);
        String id = post("Ada");
        awaitWaiting(id, "quiet-hours");
        bridge.close();

        home.set("bridge.quiet-hours", "21:00-23:00 Europe/Stockholm");
        start(EVENING.plus(Duration.ofHours(1)));
        client.awaitLead(id, lead -> lead.path("nextAt").asText().equals("2026-11-20T22:00:00Z"));
        bridge.close();

        home.set("bridge.quiet-hours", "");
        start(EVENING.plus(Duration.ofMinutes(70)));
        client.awaitState(id, "delivered");
    }

    @Test
    void holdsNothingBackUnlessTold() {
        home.set("bridge.retry.schedule", "12h,12h");
        start(EVENING);
        salesByte.answers(503, "");
        String id = post("Ada");
        client.awaitState(id, "retrying");
        bridge.advance(Duration.ofDays(30));
        client.awaitState(id, "delivered");
    }

    private void start(Instant at) {
        bridge = BridgeUnderTest.start(home, at);
        client = bridge.client();
    }

    private String post(String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"" + name + "@example.com\"}")
                .leadId();
    }

    private JsonNode awaitWaiting(String id, String why) {
        return client.awaitLead(id, lead -> lead.path("waiting").asText().equals(why));
    }
}
