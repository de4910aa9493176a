package se.salesbyte.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.RawHttp;

/** The management listener over HTTP. */
class ManagementTest {
    private static final Instant START = Instant.parse("2026-11-20T09:15:00Z");

    @TempDir
    Path folder;

    @Test
    void listsFindsAndPagesLeads() {
        BridgeHome home = new BridgeHome(folder);
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, START)) {
            BridgeClient client = bridge.client();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                bridge.advance(Duration.ofMinutes(1));
                ids.add(
                        0,
                        client.postForm(
                                        "sandbox",
                                        "{\"name\":\"Person " + i + "\",\"email\":\"p" + i + "@example.com\"}")
                                .leadId());
            }
            ids.forEach(id -> client.awaitState(id, "delivered"));

            JsonNode first = client.manage("/api/leads?limit=2").json();
            JsonNode second = client.manage(
                            "/api/leads?limit=2&cursor=" + first.path("next").asText())
                    .json();
            JsonNode last = client.manage(
                            "/api/leads?limit=2&cursor=" + second.path("next").asText())
                    .json();
            assertThat(ids(first, second, last)).isEqualTo(ids);
            assertThat(last.path("next").isNull()).isTrue();

            assertThat(ids(client.manage("/api/leads?q=P3%40example").json())).containsExactly(ids.get(1));
            assertThat(ids(client.manage("/api/leads?q=" + ids.get(4)).json())).containsExactly(ids.get(4));
            assertThat(ids(client.manage("/api/leads?q=pErSoN%203").json())).containsExactly(ids.get(1));
            assertThat(ids(client.manage("/api/leads?q=1001").json()))
                    .as("SalesByte id")
                    .hasSize(1);
            assertThat(ids(client.manage("/api/leads?q=%25").json()))
                    .as("no wildcard")
                    .isEmpty();
            assertThat(ids(client.manage("/api/leads?state=failed").json())).isEmpty();
            assertThat(ids(client.manage("/api/leads?source=form&from=2026-11-20T09:18:00Z&to=2026-11-20T09:20:00Z")
                            .json()))
                    .containsExactly(ids.get(1), ids.get(2));
        }
    }

    @Test
    void showsAPayloadOfAnyFormatAsTheTreeThatWasMapped() {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), START)) {
            String xml = "<lead ref='A-17'><namn>Åsa Lind</namn><epost>asa@example.com</epost></lead>";
            String id = bridge.client()
                    .post("/webhooks/form?token=sandbox", xml, "Content-Type", "text/xml; charset=utf-8")
                    .leadId();
            JsonNode lead = bridge.client().awaitState(id, "delivered");
            assertThat(lead.path("customer").path("name").asText()).isEqualTo("Åsa Lind");
            assertThat(lead.path("payload"))
                    .hasToString("{\"@ref\":\"A-17\",\"namn\":\"Åsa Lind\",\"epost\":\"asa@example.com\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,         400, limit",
        "cursor=garbage,  400, next of the page before",
        "limit=5&limit=6, 400, twice",
        "stat=failed,     400, 'state, source'",
        "from=%2B999999999-12-31T23:59:59Z, 400, 2026-01-31T09:30:00Z",
        "to=-999999999-01-01T00:00:00Z,     400, 2026-01-31T09:30:00Z",
        "limit=many,      400, limit",
        "state=sleeping,  400, accepted",
        "from=yesterday,  400, 2026-01-31T09:30:00Z",
    })
    void saysWhatIsWrongWithAQuery(String query, int status, String words) {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), START)) {
            BridgeClient.Reply reply = bridge.client().manage("/api/leads?" + query);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
            assertThat(reply.json().path("detail").asText()).contains(words);
            assertThat(bridge.client().manage("/api/leads/nosuch").status()).isEqualTo(404);
            assertThat(bridge.client().manage("/api/nosuch").status()).isEqualTo(404);
        }
    }

    @Test
    void tellsHealthAndMetrics() {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), START)) {
            BridgeClient client = bridge.client();
            client.awaitState(client.postForm("sandbox", "{\"name\":\"Ada\"}").leadId(), "delivered");
            client.postForm("wrong", "{}");

            assertThat(client.manage("/observe/health").json().path("status").asText())
                    .isEqualTo("UP");
            assertThat(client.manage("/observe/health/ready").status()).isEqualTo(200);
            assertThat(client.manage("/observe/metrics").body())
                    .contains("bridge_intake_seconds_count{result=\"accepted\",source=\"form\"} 1")
                    .contains("bridge_attempts_seconds_count{outcome=\"delivered\",source=\"form\",status=\"200\"} 1")
                    .contains("bridge_intake_refused_total{reason=\"signature\",source=\"form\",status=\"401\"} 1.0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: null"
            })
    void refusesRequestsThatAnotherSiteMakes(String headers) throws IOException {
        BridgeHome home = new BridgeHome(folder);
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, START)) {
            for (String path : new String[] {"/api/leads", "/observe/health", "/sandbox/"}) {
                assertThat(statusLine(home, path, headers)).as(path).contains(" 403 ");
            }
            assertThat(statusLine(home, "/api/leads", "Host: localhost:1\r\nOrigin: http://127.0.0.1:1"))
                    .contains(" 200 ");
            assertThat(bridge.client().manage("/api/leads").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, http://localhost:1,    403",
        "POST,   http://localhost:1,    403",
        "PUT,    http://localhost:1,    403",
        "DELETE, http://localhost,      403",
        "DELETE, http://127.0.0.1:8081, 403",
        "DELETE, not a URL,             403",
        "DELETE, http://LOCALHOST:8081, 400", // which person?
        "DELETE, https://localhost:8081, 400", // TLS may end before us
        "DELETE, ,                      400",
        "GET,    http://localhost:1,    200",
    })
    void changesNothingForAPageOfAnotherAddress(String method, @Nullable String origin, int status) throws IOException {
        BridgeHome home = new BridgeHome(folder);
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, START)) {
            String headers = "Host: localhost:8081" + (origin == null ? "" : "\r\nOrigin: " + origin);
            assertThat(statusLine(home, method, "/api/leads", headers)).contains(" " + status + " ");
            assertThat(bridge.client().manage("/api/leads").status()).isEqualTo(200);
        }
    }

    @Test
    void changesNothingForAPageOfAnotherAddressOffLoopbackEither() throws IOException {
        BridgeHome home = new BridgeHome(folder)
                .set("camel.management.host", "0.0.0.0")
                .set("bridge.console.password", "correct horse");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, START)) {
            String password = "Host: bridge.example\r\nAuthorization: " + basic("bridge:correct horse");
            String foreign = password + "\r\nOrigin: https://evil.example";
            assertThat(statusLine(home, "DELETE", "/api/leads", foreign)).contains(" 403 ");
            assertThat(statusLine(home, "DELETE", "/api/leads", password + "\r\nOrigin: https://bridge.example"))
                    .contains(" 400 "); // which person?
            assertThat(statusLine(home, "GET", "/api/leads", foreign)).contains(" 200 ");
            assertThat(bridge.client().manage("/api/leads").status()).isEqualTo(401);
        }
    }

    @Test
    void asksForThePasswordOnceOneIsSet() throws IOException {
        BridgeHome home = new BridgeHome(folder).set("bridge.console.password", "correct horse");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, START)) {
            BridgeClient client = bridge.client();
            for (String path : new String[] {"/api/leads", "/observe/health", "/observe/metrics", "/sandbox/", "/"}) {
                assertThat(client.manage(path).status()).as(path).isEqualTo(401);
                assertThat(client.manage(path, "Authorization", basic("bridge:wrong"))
                                .status())
                        .isEqualTo(401);
                assertThat(client.manage(path, "Authorization", basic("root:correct horse"))
                                .status())
                        .isEqualTo(401);
            }
            assertThat(client.manage("/api/leads", "Authorization", basic("bridge:correct horse"))
                            .status())
                    .isEqualTo(200);
            assertThat(client.manage("/observe/health/live").status()).isEqualTo(200);
            assertThat(statusLine(home, "/observe/health/live", "Host: evil.example"))
                    .contains(" 403 ");

            assertThat(client.manage("/sandbox/api/quotes", "Authorization", "Bearer sandbox")
                            .status())
                    .isEqualTo(200);
            assertThat(client.manage("/sandbox/api/quotes/x", "Accept", "application/json")
                            .body())
                    .contains("Unauthenticated"); // by the sandbox: it asks for a token of its own

            String id = client.postForm("sandbox", "{\"name\":\"Ada\"}").leadId();
            String path = "/api/leads/" + id;
            org.awaitility.Awaitility.await()
                    .until(() -> client.manage(path, "Authorization", basic("bridge:correct horse"))
                            .body()
                            .contains("\"state\":\"delivered\""));
        }
    }

    @ParameterizedTest
    @CsvSource({"/%zz, Host: 127.0.0.1", "/api/leads/%zz, Host: 127.0.0.1", "/api/leads, Host: a b:c"})
    void callsAMalformedUrlOrHostAProblem(String path, String host, @TempDir Path folder) {
        BridgeHome malformed = new BridgeHome(folder);
        try (BridgeUnderTest running = BridgeUnderTest.start(malformed, START);
                RawHttp raw = RawHttp.to(malformed.management())) {
            RawHttp.Answer answer =
                    raw.send("GET " + path + " HTTP/1.1\n" + host + "\n\n").answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(answer.body()).contains("malformed").doesNotContain("xception");
            assertThat(running.client().manage("/api/leads").status()).isEqualTo(200);
        }
    }

    private static List<String> ids(JsonNode... pages) {
        List<String> ids = new ArrayList<>();
        for (JsonNode page : pages) {
            page.path("leads").forEach(lead -> ids.add(lead.path("id").asText()));
        }
        return ids;
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** By a socket, as Java's HTTP client does not let Host be set. */
    private static String statusLine(BridgeHome home, String path, String headers) throws IOException {
        return statusLine(home, "GET", path, headers);
    }

    private static String statusLine(BridgeHome home, String method, String path, String headers) throws IOException {
        URI address = URI.create(home.management());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
