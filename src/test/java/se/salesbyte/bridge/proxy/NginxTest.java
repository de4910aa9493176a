package se.salesbyte.bridge.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.verification.WebhookRequest;

/** Webhooks through nginx, by the configuration that comes with the bridge. */
class NginxTest {
    private static final String PUBLIC_URL = "https://leads.example.com";
    /** Of its requests HubSpot signs the URL too. */
    private static final String SOURCE = "/webhooks/hubspot-workflow";

    private static final Path EXAMPLES = Path.of("routes/examples/hubspot-workflow");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static @Nullable BridgeUnderTest bridge;
    private static @Nullable Nginx nginx;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> executable = Nginx.executable();
        assumeTrue(executable.isPresent(), "no nginx on this machine: install nginx-light to run these tests");
        BridgeHome home =
                new BridgeHome(Files.createDirectory(folder.resolve("home"))).set("bridge.public-url", PUBLIC_URL);
        bridge = BridgeUnderTest.start(home, Clock.systemUTC());
        nginx = Nginx.before(
                URI.create(home.webhooks()).getAuthority(),
                executable.orElseThrow(),
                Files.createDirectory(folder.resolve("nginx")));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (bridge != null) {
            bridge.close();
        }
    }

    @Test
    void takesWhatIsSignedWithThePublicUrl() throws Exception {
        byte[] event = anEvent();
        HttpResponse<String> answer = post(SOURCE, event, signature(PUBLIC_URL + SOURCE, event));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void refusesWhatIsSignedWithTheUrlBehindTheProxy() throws Exception {
        byte[] event = anEvent();
        String asSeenHere = address() + SOURCE;
        assertThat(post(SOURCE, event, signature(asSeenHere, event)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void letsTheBridgeRefuseALargeBodyAndRefusesAHugeOneItself() throws Exception {
        HttpResponse<String> large = post("/webhooks/form?token=sandbox", new byte[1024 * 1024 + 1], Map.of());
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.headers().firstValue("Content-Type")).contains("application/problem+json");
        HttpResponse<String> huge = post("/webhooks/form?token=sandbox", new byte[2 * 1024 * 1024 + 1], Map.of());
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(huge.headers().firstValue("Content-Type")).contains("text/html");
    }

    @Test
    void servesNothingButWebhooks() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/api/leads").statusCode()).isEqualTo(404);
    }

    @Test
    void logsTheSendersAddressAndNoToken() throws Exception {
        assertThat(post("/webhooks/form?token=wrong-one", "{}".getBytes(UTF_8), Map.of())
                        .statusCode())
                .isEqualTo(401);
        assertThat(Files.readString(folder.resolve("nginx/salesbyte-bridge.log")))
                .containsPattern("127\\.0\\.0\\.1 .* POST /webhooks/form 401")
                .doesNotContain("wrong-one");
    }

    private static byte[] anEvent() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            return Files.readAllBytes(files.filter(file -> file.toString().endsWith(".event.json"))
                    .sorted()
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static Map<String, String> signature(String url, byte[] body) {
        WebhookRequest request = WebhookRequest.of("POST", url, Map.of(), body);
        return Presets.SHIPPED
                .named("hubspot-workflow")
                .orElseThrow()
                .scheme()
                .sign(request, "sandbox", Clock.systemUTC().instant(), "nginx")
                .headers();
    }

    private static HttpResponse<String> post(String target, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + target))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(address() + target)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String address() {
        return Objects.requireNonNull(nginx).address();
    }
}
