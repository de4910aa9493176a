package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.testing.RawServer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.RawServer;

/** What may go wrong before a request leaves: nothing was sent then, and the lead is tried again. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class ConnectTest {
    /** The head of a TLS handshake record of 16 KiB; at the pace of the server the rest takes a quarter of an hour. */
    private static final String TLS_RECORD = "\u0016\u0003\u0003@\u0000";

    @TempDir
    Path folder;

    private final RawServer raw = RawServer.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;

    @BeforeEach
    void prepare() {
        home = new BridgeHome(folder).set("salesbyte.connect-timeout", "500ms").set("salesbyte.timeout", "1s");
    }

    @AfterEach
    void stop() {
        bridge.close();
        raw.close();
    }

    @Test
    void aTlsHandshakeHasADeadline() {
        raw.speaksFirst().trickles(TLS_RECORD);
        home.live("https://127.0.0.1:" + port());

        assertThat(attempt().path("detail").asText()).contains("not connected within 1500 ms");
    }

    @Test
    void aProxyThatRefusesHasNotSpokenForSalesByte() {
        raw.says(answer(403, "text/html", "<h1>Not from here</h1>"));
        home.live("https://salesbyte.invalid")
                .set("camel.component.https.proxyHost", "127.0.0.1")
                .set("camel.component.https.proxyPort", port())
                .set("camel.component.https.proxyAuthScheme", "http"); // how the proxy itself is spoken to

        assertThat(attempt().path("detail").asText()).isEqualTo("the proxy answered 403 to CONNECT");
    }

    private String port() {
        return raw.url().substring(raw.url().lastIndexOf(':') + 1);
    }

    /** The first attempt of a lead, which is due again after it. */
    private JsonNode attempt() {
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        BridgeClient client = bridge.client();
        String id = client.postForm("form-token", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                .leadId();
        return client.awaitState(id, "retrying").at("/attempts/0");
    }
}
