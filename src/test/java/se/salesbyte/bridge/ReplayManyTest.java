package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Many leads once more, through the real bridge. */
@SuppressWarnings("NullAway.Init") // started before each test
class ReplayManyTest {
    private static final Instant START = Instant.parse("2026-11-20T09:15:00Z");

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void start() {
        home = new BridgeHome(folder).live(salesByte.url()).set("salesbyte.max-concurrency", "1");
        bridge = BridgeUnderTest.start(home, START);
        client = bridge.client();
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
    }

    @Test
    void changesNothingInADryRun() {
        String delivered = post("ada");
        client.awaitState(delivered, "delivered");
        List<String> failed = failed(2);
        Reply plan = replay("dryRun=true");
        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.json())
                .hasToString("{\"willSend\":2,\"blockedDelivered\":1,\"blockedUnknown\":0,"
                        + "\"blockedOnTheirWay\":0,\"leftOut\":0,\"erased\":0}");
        assertThat(replay("state=failed&source=nosuch&dryRun=true")
                        .json()
                        .path("willSend")
                        .asInt())
                .isZero();
        assertThat(client.manage("/api/replays").json().path("replays")).isEmpty();
        assertThat(client.lead(failed.get(0)).path("state").asText()).isEqualTo("failed");
        assertThat(client.lead(failed.get(0)).path("run").asInt()).isEqualTo(1);
    }

    @Test
    void letsAFreshLeadOvertake() {
        failed(8);
        salesByte.takes(400);
        Reply opened = replay("state=failed&reason=mended");
        assertThat(opened.status()).isEqualTo(202);
        String fresh = post("fresh");
        client.awaitState(fresh, "delivered");
        awaitDone(opened.json().path("replay").asText());
        List<String> order = salesByte.received().stream()
                .skip(8)
                .map(request -> request.json().getString("customer_email"))
                .toList();
        assertThat(order).hasSize(9).doesNotHaveDuplicates();
        assertThat(order.indexOf("fresh@example.com")).isLessThan(8);
    }

    @Test
    void stopsWithWhatItHasStarted() {
        failed(6);
        salesByte.takes(300);
        String id = replay("state=failed").json().path("replay").asText();
        await().until(() -> progress(id).path("started").asInt() >= 1);
        JsonNode stopped =
                client.call("POST", "/api/replays/" + id + "/stop", "").json();
        assertThat(stopped.path("state").asText()).isEqualTo("stopped");
        int started = stopped.path("started").asInt();
        assertThat(started).isLessThan(6);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> progress(id).at("/leads/delivered").asInt() == started);
        client.awaitState(post("fresh"), "delivered"); // so the bridge has settled something since
        assertThat(progress(id).path("started").asInt()).isEqualTo(started);
        assertThat(replay("state=failed&dryRun=true").json().path("willSend").asInt())
                .isEqualTo(6 - started);
    }

    @Test
    void goesOnAfterARestartAndSendsNoneTwice() {
        List<String> leads = failed(6);
        salesByte.takes(200);
        String id = replay("state=failed").json().path("replay").asText();
        await().until(() -> progress(id).path("started").asInt() >= 2);
        bridge.close();
        bridge = BridgeUnderTest.start(home, START.plusSeconds(60));
        client = bridge.client();
        awaitDone(id);
        leads.forEach(lead -> client.awaitState(lead, "delivered"));
        assertThat(salesByte.created().values()).hasSize(6).allMatch(count -> count.get() == 1);
        leads.forEach(lead -> assertThat(client.lead(lead).path("run").asInt()).isEqualTo(2));
    }

    @Test
    void takesDeliveredLeadsOnlyIfAPersonInsists() {
        client.awaitState(post("ada"), "delivered");
        Reply refused = replay("state=delivered");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("second quote for 1 leads", "message their customers again");
        String id = replay("state=delivered&force=true&reason=deleted%20there")
                .json()
                .path("replay")
                .asText();
        awaitDone(id);
        await().atMost(Duration.ofSeconds(15)).until(() -> salesByte.created("ada@example.com") == 2);
        assertThat(progress(id).path("reason").asText()).isEqualTo("deleted there");
    }

    @ParameterizedTest
    @CsvSource({
        "force=true&reason=x,              400, force is for state=delivered",
        "state=failed&force=true&reason=x, 400, force is for state=delivered",
        "state=unknown&force=true,         400, needs a reason",
        "state=sleeping,                   400, state is not known",
        "dryRun=perhaps,                   400, dryRun must be true or false",
        "state=erased,                     409, cannot be replayed",
        "state=delivering,                 409, cannot be replayed",
        "state=unknown,                    409, may create a second quote",
    })
    void saysWhatIsWrongWithIt(String query, int status, String words) {
        Reply reply = replay(query);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("detail").asText()).contains(words);
        assertThat(client.manage("/api/replays/nosuch").status()).isEqualTo(404);
        assertThat(client.call("POST", "/api/replays/nosuch/stop", "").status()).isEqualTo(404);
    }

    private List<String> failed(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            salesByte.answers(422, "{\"message\":\"no\"}");
            ids.add(post("p" + i));
            client.awaitState(ids.get(i), "failed");
        }
        return ids;
    }

    private String post(String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"" + name + "@example.com\"}")
                .leadId();
    }

    private Reply replay(String query) {
        return client.call("POST", "/api/leads/replay?" + query, "");
    }

    private JsonNode progress(String id) {
        return client.manage("/api/replays/" + id).json();
    }

    private void awaitDone(String id) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> progress(id).path("state").asText().equals("done"));
    }
}
