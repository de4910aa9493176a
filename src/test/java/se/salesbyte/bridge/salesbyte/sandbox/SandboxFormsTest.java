package se.salesbyte.bridge.salesbyte.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.FreePort;
import se.salesbyte.bridge.testing.SettableClock;

class SandboxFormsTest {
    private static final String EDIT = "/offerter/1001/redigera";
    private static final String CHECKOUT = "/offerter/1001/checkout";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-31T09:30:00Z"));
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer receiver;
    private final String receiverUrl;

    @TempDir
    private Path folder;

    private SandboxClient client = new SandboxClient(SandboxConfig.standard(), clock);

    SandboxFormsTest() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        receiverUrl = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/webhooks/salesbyte?token=a&b=<c>";
    }

    @AfterEach
    void stop() {
        client.close();
        receiver.stop(0);
    }

    @Test
    void postsTheWebhookOfACheckedOutQuote() throws Exception {
        client.post(Map.of("custom_field_1_content", "marker", "customer_phone", "0701234567", "message", "noted"));
        clock.advance(Duration.ofMinutes(5));
        HttpResponse<String> page =
                client.submit(EDIT, CHECKOUT, Map.of("value", "12500,50", "url", "http://127.0.0.1:" + port() + "/x"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Checked out. The webhook was answered with status 202.", "SEK 12500.50");
        assertThat(received).hasSize(1).first().asString().startsWith("POST /x application/json\n");
        JsonNode payload = SandboxClient.JSON.readTree(
                received.get(0).substring(received.get(0).indexOf('\n')));
        assertThat(payload.fieldNames())
                .toIterable()
                .startsWith("id", "quote_profile_name", "customer_name", "customer_first_name", "customer_last_name")
                .doesNotContain("key", "message", "uuid");
        assertThat(payload.path("id").longValue()).isEqualTo(1001);
        assertThat(payload.path("customer_phone").asText()).isEqualTo("+46701234567");
        assertThat(payload.at("/custom_fields/Custom field 1").asText()).isEqualTo("marker");
        assertThat(payload.path("quote_value").decimalValue()).isEqualByComparingTo("12500.50");
        assertThat(payload.path("created_at").asText()).isEqualTo("2026-01-31T09:30:00.000000Z");
        assertThat(payload.path("updated_at").asText()).isEqualTo("2026-01-31T09:35:00.000000Z");
        assertThat(payload.at("/signed_products/products/0/sum_including_vat").decimalValue())
                .isEqualByComparingTo("12500.50");
        assertThat(payload.path("statuses")).hasToString("[\"signed\",\"delivered\"]");
    }

    @Test
    void showsInTheQuotesApiWhatWasSigned() throws Exception {
        client.post(Map.of());
        String key = client.sandbox().quotes().get(0).key();
        client.submit(EDIT, CHECKOUT, Map.of("value", "100", "url", "", "more", "on"));
        assertThat(signatures(key)).containsExactly(true, false, true);
        HttpResponse<String> page = client.submit(EDIT, CHECKOUT, Map.of("value", "200", "url", ""));
        assertThat(page.body()).contains("No webhook was sent");
        assertThat(signatures(key)).containsExactly(true, true, false);
        assertThat(client.quotes("/" + key).path("quote_value").intValue()).isEqualTo(200);
        assertThat(client.quotes("/" + key)
                        .at("/signed_offer/main_document_url")
                        .asText())
                .isEqualTo(client.url() + "/signed/" + key);
        assertThat(client.quotes("").at("/data/0/quote_value").intValue()).isEqualTo(200);
        assertThat(client.get("/").body()).contains(">signed</span>");
        assertThat(received).isEmpty();
    }

    @Test
    void offersTheConfiguredAddress() throws Exception {
        restart(SandboxConfig.standard()
                .withWebhook(URI.create("https://bridge.example/webhooks/salesbyte?token=a&b")));
        client.post(Map.of());
        assertThat(client.get(EDIT).body())
                .contains("value=\"https://bridge.example/webhooks/salesbyte?token=a&amp;b\"");
    }

    @Test
    void saysThatTheWebhookGotNoAnswer() throws Exception {
        client.post(Map.of());
        String nobody = "http://127.0.0.1:" + FreePort.find() + "/";
        assertThat(client.submit(EDIT, CHECKOUT, Map.of("value", "1", "url", nobody))
                        .body())
                .contains("Checked out. The webhook got no answer (ConnectException).");
    }

    @Test
    void followsNoRedirect() throws Exception {
        client.post(Map.of());
        String moved = "http://127.0.0.1:" + port() + "/moved";
        assertThat(client.submit(EDIT, CHECKOUT, Map.of("value", "1", "url", moved))
                        .body())
                .contains("The webhook was answered with status 307.");
        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "//a.example/",
                "nonsense",
                "http://",
                "http://user:secret@a.example/",
                "https://a b/",
                "\"><script>"
            })
    void postsToHttpAlone(String url) throws Exception {
        client.post(Map.of());
        HttpResponse<String> page = client.submit(EDIT, CHECKOUT, Map.of("value", "1", "url", url));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("Write the address as http").doesNotContain("<script");
        assertThat(client.sandbox().quotes().get(0).checkout()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e9", "ten", "1234567890123", "1.234"})
    void asksForAValue(String value) throws Exception {
        client.post(Map.of());
        HttpResponse<String> page = client.submit(EDIT, CHECKOUT, Map.of("value", value, "url", receiverUrl));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("Write the value as a number", "token=a&amp;b=&lt;c&gt;");
        assertThat(received).isEmpty();
    }

    @Test
    void obeysOnlyItsOwnPages() throws Exception {
        client.post(Map.of());
        for (Map<String, String> forged :
                List.of(Map.of("value", "1"), Map.of("value", "1", "_token", ""), Map.of("_token", "0".repeat(64)))) {
            assertThat(client.submit(CHECKOUT, forged).statusCode()).isEqualTo(419);
            assertThat(client.submit("/empty", forged).statusCode()).isEqualTo(419);
        }
        assertThat(client.sandbox().quotes()).hasSize(1).allMatch(quote -> quote.checkout() == null);
    }

    @Test
    void answers404ForAQuoteThatIsGone() throws Exception {
        client.post(Map.of());
        assertThat(client.submit(EDIT, "/offerter/7/checkout", Map.of("value", "1"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCheckoutSurvivesARestart() throws Exception {
        SandboxConfig journalled = SandboxConfig.standard().withJournal(folder.resolve("quotes.jsonl"));
        restart(journalled);
        client.post(Map.of());
        client.post(Map.of());
        client.submit(EDIT, CHECKOUT, Map.of("value", "99.5", "url", ""));
        List<SandboxQuote> before = client.sandbox().quotes();
        restart(journalled);
        assertThat(client.sandbox().quotes()).isEqualTo(before);
        assertThat(client.get(EDIT).body()).contains("SEK 99.5");
    }

    @Test
    void isEmptiedByAButton() throws Exception {
        SandboxConfig journalled = SandboxConfig.standard().withJournal(folder.resolve("quotes.jsonl"));
        restart(journalled);
        client.post(Map.of());
        HttpResponse<String> answer = client.submit("/", "/empty", Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/sandbox/");
        assertThat(client.sandbox().quotes()).isEmpty();
        assertThat(onDisk()).doesNotContain("Ada");
        restart(journalled);
        client.post(Map.of());
        assertThat(client.sandbox().quotes().get(0).id()).isEqualTo(1002); // 1001 may still be known elsewhere
    }

    private List<Boolean> signatures(String key) throws Exception {
        JsonNode quote = client.quotes("/" + key);
        return Stream.of("is_signed", "is_fully_signed", "requires_more_signatures")
                .map(field -> quote.path(field).booleanValue())
                .toList();
    }

    private String onDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private void restart(SandboxConfig config) {
        client.close();
        client = new SandboxClient(config, clock);
    }

    private int port() {
        return receiver.getAddress().getPort();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + "\n" + body);
        boolean moved = exchange.getRequestURI().getPath().equals("/moved");
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(moved ? 307 : 202, -1);
        exchange.close();
    }
}
