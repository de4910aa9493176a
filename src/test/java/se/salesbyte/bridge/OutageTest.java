package se.salesbyte.bridge;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
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

/** SalesByte is down, slow or has had enough: leads wait, everybody can see why, and nothing is asked of them. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class OutageTest {
    private static final int TO_OPEN = 10;

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;
    private int posted;

    @BeforeEach
    void prepare() {
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.retry.schedule", "2h,2h")
                .set("bridge.notify.url", receiver.url() + "/notify");
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        receiver.close();
    }

    @Test
    void aCrowdWaitsOutAnOutageWithoutAnAttemptAndIsDeliveredInOrder() {
        home.set("salesbyte.max-concurrency", "1"); // so that their order can be seen
        start();
        List<String> tried = breakDown();
        List<String> crowd = post(40);
        for (String id : crowd) {
            JsonNode lead = client.lead(id);
            assertThat(lead.path("state").asText()).isEqualTo("accepted");
            assertThat(lead.path("waiting").asText()).isEqualTo("breaker");
            assertThat(lead.path("attempts")).isEmpty();
        }
        bridge.advance(ofSeconds(30));
        await().until(() -> breaker().path("until").asText().equals("2026-11-20T09:16:30Z"));
        assertThat(salesByte.probes()).isEqualTo(1);
        assertThat(salesByte.received()).as("calls with a lead").hasSize(TO_OPEN);
        assertThat(client.manage("/observe/health").status()).isEqualTo(200);
        assertThat(client.manage("/observe/metrics").body()).contains("bridge_breaker 2.0");
        assertThat(client.manage("/api/stats")
                        .json()
                        .path("oldestUnfinishedSeconds")
                        .asInt())
                .isEqualTo(30);

        salesByte.recovers();
        bridge.advance(ofSeconds(60));
        crowd.forEach(id ->
                assertThat(client.awaitState(id, "delivered").path("attempts")).hasSize(1));
        assertThat(salesByte.received().stream().skip(TO_OPEN).map(call -> call.json()
                        .getString("customer_email")))
                .containsExactlyElementsOf(emails(TO_OPEN, 40));
        assertThat(breaker().path("state").asText()).isEqualTo("closed");
        tried.forEach(id -> assertThat(client.lead(id).path("attempts")).hasSize(1));
        awaitTold("salesbyte.unavailable", "salesbyte.recovered");
        assertThat(receiver.received()).allSatisfy(event -> assertThat(
                        event.json().getJsonObject("data").getString("console"))
                .endsWith("/api/stats"));
    }

    @Test
    void aSingleLeadThatFailsOnTheWayBackOpensItAgainAndTellsNobody() {
        start();
        breakDown();
        List<String> crowd = post(4);
        salesByte.recovers().answers(500, "");
        bridge.advance(ofSeconds(30));
        client.awaitState(crowd.get(0), "retrying");
        await().until(() -> breaker().path("state").asText().equals("open"));
        assertThat(salesByte.received()).hasSize(TO_OPEN + 1);
        assertThat(client.lead(crowd.get(1)).path("waiting").asText()).isEqualTo("breaker");

        bridge.advance(ofSeconds(60));
        crowd.subList(1, 4).forEach(id -> client.awaitState(id, "delivered"));
        awaitTold("salesbyte.unavailable", "salesbyte.recovered");
    }

    @Test
    void aLeadThatCannotBeMappedDoesNotKeepTheOthersFromTrying() {
        start();
        breakDown();
        String unmapped = client.postForm("form-token", "{}").leadId();
        String next = post(1).get(0);
        salesByte.recovers();
        bridge.advance(ofSeconds(30));
        client.awaitState(unmapped, "failed");
        client.awaitState(next, "delivered");
    }

    @Test
    void aConnectionThatIsRefusedCountsAndARestartBeginsClosed() {
        start();
        salesByte.close();
        List<String> ids = post(TO_OPEN);
        ids.forEach(id -> client.awaitState(id, "retrying"));
        await().until(() -> breaker().path("state").asText().equals("open"));
        bridge.close();
        start();
        assertThat(breaker().path("state").asText()).isEqualTo("closed");
    }

    @Test
    void tooManyRequestsSlowsTheWholeDestination() {
        home.set("salesbyte.max-concurrency", "1");
        start();
        salesByte.answers(429, "", "Retry-After", "120");
        String first = post(1).get(0);
        client.awaitState(first, "retrying");
        List<String> others = post(3);
        bridge.advance(ofSeconds(119));
        others.forEach(
                id -> client.awaitLead(id, lead -> lead.path("waiting").asText().equals("rate-limit")));
        assertThat(breaker().path("slowedUntil").asText()).isEqualTo("2026-11-20T09:17:00Z");
        assertThat(breaker().path("state").asText()).isEqualTo("closed");
        assertThat(salesByte.received()).hasSize(1);

        bridge.advance(ofSeconds(1));
        others.forEach(id ->
                assertThat(client.awaitState(id, "delivered").path("attempts")).hasSize(1));
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void sendsNoFasterThanTheRateLimit() {
        home.set("salesbyte.rate-limit", "4");
        start();
        List<String> ids = post(4);
        client.awaitState(ids.get(0), "delivered");
        client.awaitLead(ids.get(3), lead -> lead.path("waiting").asText().equals("rate-limit"));
        for (int i = 1; i < ids.size(); i++) {
            assertThat(salesByte.received()).hasSize(i);
            bridge.advance(ofMillis(250));
            client.awaitState(ids.get(i), "delivered");
        }
    }

    @Test
    void whatMakesNoCallUsesUpNoRate() {
        home.set("salesbyte.rate-limit", "1");
        start();
        for (int i = 0; i < 5; i++) {
            client.awaitState(client.postForm("form-token", "{\"x\":" + i + "}").leadId(), "failed");
        }
        client.awaitState(post(1).get(0), "delivered");
    }

    private void start() {
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        client = bridge.client();
    }

    /** The leads that it took. */
    private List<String> breakDown() {
        salesByte.fails(503);
        List<String> tried = post(TO_OPEN);
        tried.forEach(id -> client.awaitState(id, "retrying"));
        await().until(() -> breaker().path("state").asText().equals("open"));
        return tried;
    }

    private List<String> post(int count) {
        List<String> ids = new ArrayList<>();
        for (String email : emails(posted, count)) {
            ids.add(client.postForm("form-token", "{\"name\":\"Ada\",\"email\":\"" + email + "\"}")
                    .leadId());
        }
        posted += count;
        return ids;
    }

    private static List<String> emails(int from, int count) {
        List<String> emails = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            emails.add("ada" + i + "@example.com");
        }
        return emails;
    }

    private JsonNode breaker() {
        return client.manage("/api/stats").json().path("breaker");
    }

    private void awaitTold(String... types) {
        await().until(() -> receiver.received().size() >= types.length);
        assertThat(receiver.received().stream().map(event -> event.json().getString("type")))
                .containsExactlyInAnyOrder(types);
    }
}
