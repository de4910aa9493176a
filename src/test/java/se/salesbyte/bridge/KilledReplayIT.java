package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** {@code kill -9} while many leads are sent once more. */
@SuppressWarnings("NullAway.Init") // prepared before each test
class KilledReplayIT {
    private static final List<String> QUICK_TO_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final int LEADS = 24;
    private static final int AT_A_TIME = 4; // a quarter of the calls that salesbyte.max-concurrency allows
    private static final int BEFORE_THE_KILL = 5;
    private static final long LONGER_THAN_A_KILL = 1_000;
    private static final long LONGER_THAN_THE_TEST = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeClient client;

    @BeforeEach
    void prepare() {
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("salesbyte.max-concurrency", String.valueOf(4 * AT_A_TIME));
        client = new BridgeClient(home);
    }

    @AfterEach
    void stop() {
        salesByte.close();
    }

    @Test
    void goesOnAfterTheKillAndLeavesTheCallsInFlightUnknown() {
        Map<String, String> leads;
        String replay;
        try (BridgeProcess bridge = running()) {
            leads = failed();
            for (int i = 0; i < BEFORE_THE_KILL; i++) {
                salesByte.answers(200, "{\"id\":" + (100 + i) + "}");
            }
            salesByte.takes(LONGER_THAN_THE_TEST);
            replay = replayThem();
            await().atMost(PATIENCE)
                    .until(() -> sentOnceMore().size() == BEFORE_THE_KILL + AT_A_TIME
                            && progress(replay).at("/leads/delivered").asInt() == BEFORE_THE_KILL);
            bridge.kill();
        }
        List<String> inFlight = sentOnceMore().subList(BEFORE_THE_KILL, BEFORE_THE_KILL + AT_A_TIME);
        salesByte.takes(0);
        try (BridgeProcess again = running()) {
            awaitDone(replay);
            leads.forEach((email, id) -> {
                String end = inFlight.contains(email) ? "unknown" : "delivered";
                assertThat(client.awaitState(id, end).path("run").asInt()).isEqualTo(2);
            });
            assertThat(progress(replay).path("started").asInt()).isEqualTo(LEADS);
            assertThat(again.terminate().exitCode()).isZero();
        }
        assertThat(sentOnceMore()).containsExactlyInAnyOrderElementsOf(leads.keySet());
    }

    @Test
    void neitherForgetsNorRepeatsALeadWhenKilledTwice() {
        Map<String, String> leads;
        String replay;
        salesByte.takes(LONGER_THAN_A_KILL);
        try (BridgeProcess bridge = running()) {
            leads = failed();
            replay = replayThem();
            awaitSentOnceMore(1);
            bridge.kill();
        }
        try (BridgeProcess bridge = BridgeProcess.start(home, QUICK_TO_START)) {
            awaitSentOnceMore(sentOnceMore().size() + 1);
            bridge.kill();
        }
        assertThat(sentOnceMore()).as("it was killed in the middle").hasSizeLessThan(LEADS);
        salesByte.takes(0);
        try (BridgeProcess bridge = running()) {
            awaitDone(replay);
            List<String> unknown = new ArrayList<>();
            leads.forEach((email, id) -> {
                JsonNode lead = client.awaitAnyOf(id, "delivered", "unknown");
                assertThat(lead.path("run").asInt()).isEqualTo(2);
                if (lead.path("state").asText().equals("unknown")) {
                    unknown.add(email);
                }
            });
            assertThat(unknown).hasSizeBetween(1, 2 * AT_A_TIME);
            assertThat(bridge.terminate().exitCode()).isZero();
            assertThat(sentOnceMore()).doesNotHaveDuplicates();
            leads.keySet().removeAll(unknown);
            assertThat(sentOnceMore()).containsAll(leads.keySet());
        }
    }

    private BridgeProcess running() {
        BridgeProcess bridge = BridgeProcess.start(home, QUICK_TO_START);
        bridge.awaitRunning();
        return bridge;
    }

    /** Refused by SalesByte, each; lead ids by e-mail. */
    private Map<String, String> failed() {
        Map<String, String> leads = new LinkedHashMap<>();
        salesByte.fails(422);
        for (int i = 0; i < LEADS; i++) {
            String email = "lead-" + i + "@example.com";
            String body = "{\"name\":\"Ada\",\"email\":\"" + email + "\"}";
            leads.put(email, client.postForm("form-token", body).leadId());
        }
        leads.values().forEach(id -> client.awaitState(id, "failed"));
        salesByte.recovers();
        return leads;
    }

    private String replayThem() {
        return client.call("POST", "/api/leads/replay?state=failed", "")
                .json()
                .path("replay")
                .asText();
    }

    /** By e-mail, in order. */
    private List<String> sentOnceMore() {
        return salesByte.received().stream()
                .skip(LEADS)
                .map(request -> request.json().getString("customer_email"))
                .toList();
    }

    private void awaitSentOnceMore(int leads) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> sentOnceMore().size() >= leads);
    }

    private void awaitDone(String replay) {
        await().atMost(PATIENCE)
                .until(() -> progress(replay).path("state").asText().equals("done"));
    }

    private JsonNode progress(String replay) {
        return client.manage("/api/replays/" + replay).json();
    }
}
