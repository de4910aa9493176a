package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.RawServer;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** What receivers of callbacks and notifications may do wrong, and which of them are asked. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class ReceiverTest {
    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private final ScriptedSalesByte own = ScriptedSalesByte.start();
    private final RawServer raw = RawServer.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void prepare() {
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.retry.schedule", "5s,1h")
                .set("bridge.callback.url", receiver.url() + "/callback")
                .set("bridge.notify.url", receiver.url() + "/notify");
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        receiver.close();
        own.close();
        raw.close();
    }

    @Test
    void tellsASourcesOwnReceivers() {
        home.set("form.callback-url", own.url() + "/done")
                .set("form.callback-secret", "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY")
                .set("form.notify-url", own.url() + "/fault");
        start();
        client.awaitState(post("Ada"), "delivered");
        salesByte.answers(422, "{}");
        client.awaitState(post("Bo"), "failed");

        await().until(() -> own.received().size() == 2);
        assertThat(own.received())
                .anySatisfy(done -> {
                    assertThat(done.path()).isEqualTo("/done");
                    assertThat(done.headers().get("webhook-signature")).startsWith("v1,");
                })
                .anySatisfy(fault -> {
                    assertThat(fault.path()).isEqualTo("/fault");
                    assertThat(fault.headers()).doesNotContainKey("webhook-signature");
                });
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void givesUpAfterTheScheduleAndHoldsUpNobodyElse() {
        start();
        receiver.answers(500, "");
        String ada = post("Ada");
        awaitEvent(ada, "callback lead.delivered due for try 2");
        awaitEvent(post("Bo"), "callback lead.delivered received");

        receiver.answers(410, "");
        bridge.advance(Duration.ofSeconds(7));
        JsonNode waiting = awaitEvent(ada, "callback lead.delivered due for try 3");
        assertThat(waiting.path("timeline").toString()).contains("answered 410");
        receiver.answers(307, "", "Location", receiver.url() + "/elsewhere");
        bridge.advance(Duration.ofMinutes(73));

        JsonNode lead = awaitEvent(ada, "callback lead.delivered given up");
        assertThat(lead.path("state").asText()).isEqualTo("delivered");
        assertThat(lead.path("timeline").toString()).contains("answered 307");
        bridge.advance(Duration.ofDays(2));
        awaitEvent(post("Cy"), "callback lead.delivered received"); // so the bridge has looked at what is due
        assertThat(receiver.received()).hasSize(5).allSatisfy(call -> assertThat(call.path())
                .isEqualTo("/callback"));
    }

    @Test
    void aReceiverThatHangsHoldsUpNobodyElse() {
        String hanging = "HTTP/1.1 200 OK\r\nX-Slow: ";
        home.set("form.callback-url", raw.url()).set("salesbyte.timeout", "20s").set("salesbyte.max-concurrency", "1");
        start();
        for (int i = 0; i < 52; i++) {
            raw.trickles(hanging);
            client.awaitState(post("Ada" + i), "delivered");
        }
        await().until(() -> raw.requests() == 48); // nobody else waits, and room is left for sixteen

        salesByte.answers(422, "{}");
        awaitEvent(post("Bo"), "error-notification lead.failed received");
        assertThat(raw.requests()).isEqualTo(48);
    }

    @Test
    void waitsAsLongAsAReceiverAsks() {
        start();
        receiver.answers(503, "", "retry-after", "600");
        String ada = post("Ada");
        awaitEvent(ada, "callback lead.delivered due for try 2");

        bridge.advance(Duration.ofSeconds(599));
        awaitEvent(post("Bo"), "callback lead.delivered received"); // so the bridge has looked at what is due
        assertThat(receiver.received()).hasSize(2);
        bridge.advance(Duration.ofSeconds(1));
        awaitEvent(ada, "callback lead.delivered received");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:", "http://localhost:", "http://2130706433:", "http://0.0.0.0:"})
    void sendsNothingToAPrivateAddressUnlessTold(String host) {
        String port = receiver.url().substring(receiver.url().lastIndexOf(':') + 1);
        home.set("bridge.callback.allow-private", "false")
                .set("bridge.callback.url", host + port + "/callback")
                .set("bridge.retry.schedule", "1s");
        start();
        String id = post("Ada");
        client.awaitState(id, "delivered");
        client.awaitLead(id, lead -> {
            bridge.advance(Duration.ofSeconds(2));
            return lead.path("timeline").toString().contains("given up");
        });
        assertThat(client.lead(id).path("timeline").toString()).contains("bridge.callback.allow-private=true");
        assertThat(receiver.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,       false",
        "localhost,       false",
        "2130706433,      false",
        "169.254.169.254, false",
        "crm.invalid,     true", // what it resolves to, only the proxy knows
    })
    void asksAProxyForNothingThatIsPrivateByItsName(String host, boolean asked) throws IOException {
        raw.says(RawServer.answer(403, "text/html", "<h1>Not from here</h1>"));
        home.set("bridge.callback.allow-private", "false")
                .set("bridge.callback.url", "https://" + host + "/callback")
                .set("bridge.retry.schedule", "1s");
        Path route = home.folder().resolve("routes/callback.camel.yaml");
        String port = raw.url().substring(raw.url().lastIndexOf(':') + 1);
        String proxy = "ignoreResponseBody: true\n              proxyHost: 127.0.0.1\n              proxyPort: " + port
                + "\n              proxyAuthScheme: http"; // how the proxy itself is spoken to
        Files.writeString(route, Files.readString(route).replace("ignoreResponseBody: true", proxy));
        start();
        String id = post("Ada");
        client.awaitState(id, "delivered");
        JsonNode lead = client.awaitLead(id, found -> {
            bridge.advance(Duration.ofSeconds(2));
            return found.path("timeline").toString().contains("given up");
        });
        assertThat(raw.requests() > 0).isEqualTo(asked);
        assertThat(lead.path("timeline").toString().contains("bridge.callback.allow-private=true"))
                .isEqualTo(!asked);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fetchesNothingFromAPrivateAddressForALeadUnlessTold(boolean told) throws IOException {
        home.set("bridge.callback.allow-private", String.valueOf(told))
                .set("bridge.callback.url", "")
                .set("bridge.notify.url", "")
                .set("bridge.retry.schedule", "1h");
        Path route = home.folder().resolve("routes/sources/form.camel.yaml");
        Files.writeString(
                route,
                Files.readString(route)
                        .replace(
                                "steps:\n",
                                """
                steps:
                        - setProperty: {name: event, simple: "${body}"}
                        - setBody: {constant: "{}"}
                        - to: %s/record
                        - setBody: {simple: "${exchangeProperty.event}"}
                """
                                        .formatted(receiver.url())));
        start();
        JsonNode lead = client.awaitAnyOf(post("Ada"), "delivered", "retrying");
        assertThat(lead.path("state").asText()).isEqualTo(told ? "delivered" : "retrying");
        assertThat(lead.toString().contains("bridge.callback.allow-private=true"))
                .isEqualTo(!told);
        assertThat(receiver.received()).hasSize(told ? 1 : 0); // and the private SalesByte is called as ever
        assertThat(salesByte.received()).hasSize(told ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 204 No\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"
            })
    void doesNotWaitForTheBodyOfAReceiversAnswer(String head) {
        home.set("bridge.callback.url", raw.url());
        start();
        raw.trickles(head);
        awaitEvent(post("Ada"), "callback lead.delivered received"); // long before salesbyte.timeout
    }

    @Test
    void givesAReceiverOneDeadline() {
        home.set("bridge.callback.url", raw.url())
                .set("salesbyte.timeout", "1s")
                .set("bridge.retry.schedule", "1s");
        start();
        raw.trickles("HTTP/1.1 200 OK\r\nX-Slow: ").trickles("HTTP/1.1 200 OK\r\nX-Slow: ");
        String id = post("Ada");
        client.awaitState(id, "delivered");
        client.awaitLead(id, lead -> {
            bridge.advance(Duration.ofSeconds(2));
            return lead.path("timeline").toString().contains("no answer within 1000 ms");
        });
    }

    private void start() {
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        client = bridge.client();
    }

    private String post(String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"" + name + "@example.com\"}")
                .leadId();
    }

    private JsonNode awaitEvent(String id, String event) {
        return client.awaitLead(id, lead -> lead.findValuesAsText("event").contains(event));
    }
}
