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

/** The clock of the machine is set back or ahead while the bridge runs, or while it does not. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class ClockTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:15:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        home = new BridgeHome(folder).live(salesByte.url()).set("bridge.retry.schedule", "10m,10m");
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
    }

    @Test
    void aRetryWaitsNoLongerForAClockThatIsSetBack() {
        start(NOW);
        salesByte.answers(503, "");
        String id = post("Ada");
        client.awaitState(id, "retrying");

        bridge.advance(HOUR.negated());
        client.awaitLead(id, lead -> nextAt(lead).isBefore(NOW.minus(HOUR).plus(Duration.ofMinutes(13))));
        assertThat(nextAt(client.lead(id)))
                .as("nor does it come sooner")
                .isAfter(NOW.minus(HOUR).plus(Duration.ofMinutes(7)));
        bridge.advance(Duration.ofMinutes(13));
        assertThat(client.awaitState(id, "delivered").path("attempts")).hasSize(2);
    }

    @Test
    void newLeadsAreDeliveredAtOnceAfterTheClockWasSetBack() {
        start(NOW);
        client.awaitState(post("Ada"), "delivered");
        bridge.advance(HOUR.negated());
        String second = post("Bea");
        client.awaitState(second, "delivered");
        assertThat(post("Bea")).as("a duplicate is one at any time").isEqualTo(second);
        assertThat(client.manage("/api/stats?window=24h")
                        .json()
                        .at("/latencyMs/p50")
                        .asLong())
                .isNotNegative();
    }

    @Test
    void whatWaitsIsFoundWhenTheClockWasSetBackWhileTheBridgeWasDown() {
        start(NOW);
        salesByte.answers(503, "");
        String id = post("Ada");
        client.awaitState(id, "retrying");
        bridge.close();

        start(NOW.minus(HOUR));
        client.awaitLead(id, lead -> nextAt(lead).isBefore(NOW.minus(HOUR).plus(Duration.ofMinutes(13))));
    }

    @Test
    void everyPageIsReachedHoweverTheClockJumps() {
        start(NOW);
        for (int i = 0; i < 6; i++) {
            client.awaitState(post("Ada " + i), "delivered");
            bridge.advance(i % 2 == 0 ? HOUR.negated() : HOUR.multipliedBy(2));
        }
        int found = 0;
        String cursor = "";
        do {
            JsonNode page = client.manage("/api/leads?limit=2" + cursor).json();
            found += page.path("leads").size();
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());
        assertThat(found).isEqualTo(6);
        assertThat(salesByte.received()).hasSize(6);
    }

    @Test
    void retriesAreAllDueWhenTheClockIsSetAheadAndNoneIsLostWhenItIsSetRight() {
        start(NOW);
        salesByte.answers(503, "").answers(503, "");
        String first = post("Ada");
        client.awaitState(first, "retrying");
        bridge.advance(HOUR);
        client.awaitLead(
                first,
                lead -> lead.path("attempts").size() == 2
                        && lead.path("state").asText().equals("retrying"));
        bridge.advance(HOUR.negated());
        client.awaitLead(first, lead -> nextAt(lead).isBefore(NOW.plus(Duration.ofMinutes(13))));
        bridge.advance(Duration.ofMinutes(13));
        client.awaitState(first, "delivered");
    }

    private void start(Instant now) {
        bridge = BridgeUnderTest.start(home, now);
        client = bridge.client();
    }

    private String post(String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\"}").leadId();
    }

    private static Instant nextAt(JsonNode lead) {
        return Instant.parse(lead.path("nextAt").asText());
    }
}
