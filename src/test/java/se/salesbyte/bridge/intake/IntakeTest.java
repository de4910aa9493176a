package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.verification.WebhookRequest;

/** The contract's intake table and every shipped source, over HTTP, into the sandbox. */
@TestInstance(Lifecycle.PER_CLASS)
class IntakeTest {
    private static final String PUBLIC_URL = "https://bridge.example.com";
    private static final Fixture TYPEFORM = Fixture.named("typeform");

    private BridgeHome settings;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeAll
    void start(@TempDir Path home) {
        settings = new BridgeHome(home).set("bridge.public-url", PUBLIC_URL).set("bridge.intake.max-body", "64KiB");
        for (String source : List.of("typeform", "hubspot-workflow", "elementor", "standard-webhooks")) {
            settings.set(
                    source + ".secret", "the-new-one," + Fixture.named(source).secret());
        }
        bridge = BridgeUnderTest.start(settings, TYPEFORM.now());
        client = bridge.client();
    }

    @AfterAll
    void stop() {
        bridge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "typeform,          Sofia Bergqvist, sofia.bergqvist@example.com, +46701740615, 202",
        "elementor,         Björn Ek,        bjorn.ek@example.com,        +46701740622, 200", // else visitors see an
        // error
        "standard-webhooks, Viktor Palm,     viktor.palm@example.com,     +46701740627, 202",
    })
    void deliversWhatTheProviderSent(String source, String name, String email, String phone, int status) {
        Reply first = client.post(Fixture.named(source));
        assertThat(first.status()).isEqualTo(status);

        JsonNode lead = client.awaitState(first.leadId(), "delivered");
        assertThat(lead.at("/request/customer_name").asText()).isEqualTo(name);
        assertThat(lead.at("/request/customer_email").asText()).isEqualTo(email);
        assertThat(lead.at("/request/customer_phone").asText()).isEqualTo(phone);
        assertThat(lead.at("/salesbyte/id").isIntegralNumber()).isTrue();

        Reply again = client.post(Fixture.named(source));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("status").asText()).isEqualTo("duplicate");
        assertThat(again.leadId()).isEqualTo(first.leadId());
        assertThat(client.lead(first.leadId()).path("attempts")).hasSize(1);
    }

    @Test
    void verifiesHubSpotOverThePublicUrl() {
        Fixture hubSpot = Fixture.named("hubspot-workflow");
        String url = PUBLIC_URL + "/webhooks/hubspot-workflow";
        WebhookRequest request = WebhookRequest.of("POST", url, Map.of(), hubSpot.body());
        Map<String, String> signature = Presets.SHIPPED
                .named("hubspot-workflow")
                .orElseThrow()
                .scheme()
                .sign(request, hubSpot.secret(), hubSpot.now(), "")
                .headers();
        Fixture signed = hubSpot;
        for (Map.Entry<String, String> header : signature.entrySet()) {
            signed = signed.withHeader(header.getKey(), header.getValue());
        }

        assertThat(client.post(hubSpot).status()).as("signed for another URL").isEqualTo(401);
        Reply accepted = client.post(signed);
        assertThat(accepted.status()).isEqualTo(202);
        JsonNode lead = client.awaitState(accepted.leadId(), "delivered");
        assertThat(lead.at("/request/customer_name").asText()).isEqualTo("Johan Ekberg");
        assertThat(lead.at("/reference/contactId").asText()).isEqualTo("90118");
    }

    @Test
    void takesAFormInEveryFormatAndItsTokenInEveryPlace() {
        String multipart =
                """
                --b0undary\r
                Content-Disposition: form-data; name="Namn"\r
                \r
                Åsa Öberg\r
                --b0undary--\r
                """;
        List<Reply> replies = List.of(
                client.post(
                        "/webhooks/form",
                        "{\"name\":\"Åsa Öberg\"}",
                        "Authorization",
                        "Bearer sandbox",
                        "Content-Type",
                        "application/json"),
                client.post(
                        "/webhooks/form",
                        "namn=%C3%85sa+%C3%96berg",
                        "X-Webhook-Token",
                        "sandbox",
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                client.post(
                        "/webhooks/form?token=sandbox",
                        multipart,
                        "Content-Type",
                        "multipart/form-data; boundary=\"b0undary\""));

        assertThat(replies).extracting(Reply::status).containsOnly(202);
        for (Reply reply : replies) {
            JsonNode lead = client.awaitState(reply.leadId(), "delivered");
            assertThat(lead.at("/customer/name").asText()).isEqualTo("Åsa Öberg");
        }
    }

    @Test
    void refusesWhatIsNotSignedByTheSource() {
        byte[] changed = TYPEFORM.body().clone();
        changed[changed.length / 2] ^= 1;

        assertThat(client.post(TYPEFORM.withBody(changed)).status()).isEqualTo(401);
        assertThat(client.post(TYPEFORM.withoutHeader("Typeform-Signature")).status())
                .isEqualTo(401);
        assertThat(client.post(TYPEFORM.withHeader("Typeform-Signature", "sha256=AAAA"))
                        .status())
                .isEqualTo(401);
        assertThat(client.postForm("wrong", "{\"name\":\"Eve\"}").status()).isEqualTo(401);
    }

    @Test
    void saysWhatIsWrongAsProblemJsonAndEchoesNothing() {
        Reply reply =
                client.post("/webhooks/form?token=guess-4711", "name=Eve", "X-Echo", "hello", "Set-Cookie", "a=b");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(401);
        assertThat(reply.body()).doesNotContain("4711", "Eve", "hello");
        assertThat(reply.headers()).doesNotContainKeys("x-echo", "set-cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/webhooks/nobody", "/webhooks/", "/webhooks", "/", "/api/leads", "/observe/health", "/sandbox/"
            })
    void servesNothingElseOnThePublicPort(String target) {
        Reply reply = client.post(target, "{}");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void allowsOnlyPost(String method) {
        Reply reply = client.request(method, "/webhooks/form?token=sandbox");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo("POST");
    }

    @Test
    void refusesABodyOverTheLimit() {
        String large = "{\"name\":\"" + "x".repeat(64 * 1024) + "\"}";
        assertThat(client.postForm("sandbox", large).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "typeform, application/xml,                   415",
        "typeform, application/x-www-form-urlencoded, 415",
        "form,     application/xml,                   400",
        "form,     application/pdf,                   415",
        "form,     multipart/form-data,               400", // without its boundary
    })
    void refusesWhatItCannotRead(String source, String contentType, int status) {
        assertThat(client.post("/webhooks/" + source + "?token=sandbox", "{}", "Content-Type", contentType)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void readsABodyWithoutAContentTypeAsTheProviderSendsIt() {
        Reply reply = client.post("/webhooks/elementor?token=el-url-token-6612", "Ditt+namn=Vera+Alm");
        assertThat(client.awaitState(reply.leadId(), "delivered")
                        .at("/customer/name")
                        .asText())
                .isEqualTo("Vera Alm");
    }

    @Test
    void refusesAVerifiedBodyThatIsNotWhatItSaysItIs() {
        assertThat(client.postForm("sandbox", "{\"name\":").status()).isEqualTo(400);
    }

    @Test
    void recognisesTheSameBodyWithinTheWindowOnly() {
        String body = "{\"name\":\"Nils Holgersson\"}";
        String first = client.postForm("sandbox", body).leadId();
        bridge.advance(Duration.ofHours(23));
        assertThat(client.postForm("sandbox", body).leadId()).isEqualTo(first);
        bridge.advance(Duration.ofHours(2));
        Reply later = client.postForm("sandbox", body);
        assertThat(later.status()).isEqualTo(202);
        assertThat(later.leadId()).isNotEqualTo(first);
        bridge.advance(Duration.ofHours(-25)); // back to where the fixtures are fresh
    }

    @Test
    void refusesASignatureThatIsTooOldOrFromTheFuture() {
        Fixture signed = Fixture.named("standard-webhooks");
        bridge.advance(Duration.ofSeconds(301));
        assertThat(client.post(signed).status()).isEqualTo(401);
        bridge.advance(Duration.ofSeconds(-602));
        assertThat(client.post(signed).status()).isEqualTo(401);
        bridge.advance(Duration.ofSeconds(301)); // back to where it is fresh, as other tests show
    }

    @Test
    void invitesTheBodyOfASenderThatAsksFirst() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.webhooks() + "/webhooks/form?token=sandbox"))
                .version(HttpClient.Version.HTTP_1_1)
                .expectContinue(true)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Patient Sender\"}"))
                .build();
        assertThat(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.0, X-None: 1,         202", // needs no Host
        "HTTP/1.1, X-None: 1,         400",
        "HTTP/1.1, Host: a b c,       400",
    })
    void answersWhatNoClientLibraryWouldSend(String version, String header, int status) throws IOException {
        String body = "name=Raw+Socket";
        String request = "POST /webhooks/form?token=sandbox " + version + "\r\n" + header
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        URI address = URI.create(settings.webhooks());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((request + body).getBytes(UTF_8));
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine())
                    .contains(" " + status + " ");
        }
    }

    @Test
    void keepsTheRawBytes() {
        String body = "{\"name\":\"Ida\",\"emoji\":\"\\ud83d\\ude00\",\"long\":9007199254740993}";
        Reply reply = client.postForm("sandbox", body);
        JsonNode payload = client.awaitState(reply.leadId(), "delivered").path("payload");
        assertThat(payload.path("emoji").asText().getBytes(UTF_8)).isEqualTo("😀".getBytes(UTF_8));
        assertThat(payload.path("long").asLong()).isEqualTo(9007199254740993L);
    }
}
