package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** What holds for all replicas together, as SalesByte sees it. */
@Timeout(120)
class ReplicasTogetherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Database database = Postgresql.database();
    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private final Map<String, String> settings = new TreeMap<>();
    private final List<BridgeUnderTest> bridges = new ArrayList<>();
    private int posted;

    @AfterEach
    void stop() {
        bridges.forEach(BridgeUnderTest::close);
        salesByte.close();
        receiver.close();
        database.close();
    }

    private BridgeUnderTest start() throws IOException {
        Path own = Files.createDirectory(folder.resolve("replica-" + bridges.size()));
        BridgeHome home = new BridgeHome(own)
                .live(salesByte.url())
                .set("bridge.notify.url", receiver.url() + "/notify")
                .set("bridge.store.url", database.url())
                .set("bridge.store.user", Database.USER)
                .set("bridge.store.password", Database.PASSWORD)
                .set("bridge.replica.lease", "2s");
        settings.forEach(home::set);
        BridgeUnderTest bridge = BridgeUnderTest.start(home, Clock.systemUTC());
        bridges.add(bridge);
        return bridge;
    }

    private List<String> post(int leads, BridgeUnderTest... to) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < leads; i++) {
            ids.add(to[i % to.length]
                    .client()
                    .postForm("form-token", "{\"name\":\"Ada\",\"email\":\"ada" + posted++ + "@example.com\"}")
                    .leadId());
        }
        return ids;
    }

    private void awaitDelivered(int leads) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(salesByte.created()).hasSize(leads));
    }

    @Test
    void noMoreCallsAtOnceThanForOneWhileReplicasComeAndGo() throws IOException {
        settings.put("salesbyte.max-concurrency", "4");
        salesByte.takes(100);
        BridgeUnderTest first = start();
        post(60, first);
        BridgeUnderTest second = start();
        post(60, first, second);
        BridgeUnderTest third = start();
        post(60, first, second, third);
        first.close();
        post(60, second, third);
        awaitDelivered(240);
        assertThat(salesByte.mostAtOnce()).isEqualTo(4);
        assertThat(salesByte.received()).hasSize(240);
    }

    @Test
    void noFasterThanOne() throws IOException {
        settings.put("salesbyte.rate-limit", "10");
        BridgeUnderTest first = start();
        BridgeUnderTest second = start();
        BridgeUnderTest third = start();
        post(45, first, second, third);
        awaitDelivered(45);
        List<Instant> calls = salesByte.received().stream()
                .map(ScriptedSalesByte.Received::at)
                .toList();
        Duration all = Duration.between(calls.get(0), calls.get(calls.size() - 1));
        assertThat(all).as("45 calls, 10 a second, each one's first at once").isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    void aPauseHoldsForAllAndIsResumedForAll() throws IOException {
        settings.put("salesbyte.configuration-limit", "2");
        BridgeUnderTest first = start();
        BridgeUnderTest second = start();
        salesByte.fails(404);
        await().atMost(PATIENCE).until(() -> {
            post(1, first);
            return paused(first).size() == 1;
        });
        salesByte.recovers();
        await().atMost(PATIENCE).until(() -> paused(second).size() == 1);
        String held = post(1, second).get(0);
        second.client().awaitLead(held, lead -> lead.path("waiting").asText().equals("paused"));

        assertThat(second.client()
                        .call("POST", "/api/resume", "{}", "Content-Type", "application/json")
                        .json()
                        .path("resumed")
                        .toString())
                .isEqualTo("[\"main\"]");
        second.client().awaitState(held, "delivered");
        await().atMost(PATIENCE).until(() -> paused(first).isEmpty());
        first.client().awaitState(post(1, first).get(0), "delivered");
        assertThat(told("salesbyte.paused")).isEqualTo(1);
    }

    @Test
    void peopleAreToldOnceThatSalesByteIsDownAndOnceThatItIsBack() throws IOException {
        settings.put("salesbyte.breaker.wait", "1s");
        settings.put("bridge.retry.schedule", "2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s");
        List<BridgeUnderTest> all = List.of(start(), start(), start());
        salesByte.fails(503);
        await().atMost(PATIENCE).until(() -> {
            all.forEach(bridge -> post(4, bridge));
            return all.stream().noneMatch(bridge -> breaker(bridge).equals("closed"));
        });
        salesByte.recovers();
        awaitDelivered(posted);
        await().atMost(PATIENCE).until(() -> told("salesbyte.recovered") > 0);
        assertThat(all).allMatch(bridge -> breaker(bridge).equals("closed"));
        assertThat(told("salesbyte.unavailable")).isEqualTo(1);
        assertThat(told("salesbyte.recovered")).isEqualTo(1);
    }

    @Test
    void allLeaveSalesByteAloneWhenItAsksOneOfThem() throws IOException {
        BridgeUnderTest first = start();
        BridgeUnderTest second = start();
        salesByte.answers(429, "", "Retry-After", "60");
        post(1, first);
        await().atMost(PATIENCE).until(() -> isSlowed(first) && isSlowed(second));
        post(1, second);
        assertThat(salesByte.received()).hasSize(1);
    }

    private static boolean isSlowed(BridgeUnderTest bridge) {
        return !bridge.client()
                .manage("/api/stats")
                .json()
                .at("/breaker/slowedUntil")
                .isNull();
    }

    @Test
    void theOverviewShowsThoseThatRun() throws IOException {
        BridgeUnderTest first = start();
        BridgeUnderTest second = start();
        assertThat(replicas(first)).hasSize(2);
        second.close();
        await().atMost(PATIENCE).until(() -> replicas(first).size() == 1);
        assertThat(replicas(first).at("/0/name").asText()).matches(".+:[0-9]+");
        assertThat(Instant.parse(replicas(first).at("/0/joinedAt").asText())).isBefore(Instant.now());
    }

    private static JsonNode replicas(BridgeUnderTest bridge) {
        return bridge.client().manage("/api/overview").json().path("replicas");
    }

    private static JsonNode paused(BridgeUnderTest bridge) {
        return bridge.client().manage("/api/stats").json().at("/breaker/paused");
    }

    private static String breaker(BridgeUnderTest bridge) {
        return bridge.client().manage("/api/stats").json().at("/breaker/state").asText();
    }

    private long told(String type) {
        return receiver.received().stream()
                .filter(message -> message.json().getString("type").equals(type))
                .count();
    }
}
