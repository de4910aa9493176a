package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.verification.WebhookRequest;

/** Batches, tokens in bodies and handshakes: providers that a site describes itself, over HTTP, into the sandbox. */
@TestInstance(Lifecycle.PER_CLASS)
class MadeUpProvidersTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:15:00Z");
    private static final String JSON = "application/json";
    private static final String CODE = "890e4665-4dfe-4ab1-b689-ed553bceeed0";

    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        home = new BridgeHome(folder)
                .set("challenge.verify-token", "agreed")
                .set("challenge.secret", "new-one,old-one");
        Files.copy(Path.of("src/test/resources/presets/made-up.yaml"), folder.resolve("routes/presets.yaml"));
        Files.writeString(
                folder.resolve("routes/mappings/any.jsonata"),
                "{\"customer_name\": $string($), \"customer_email\": email}");
        for (String source : List.of(
                "batch", "key-in-body", "challenge", "ping", "brings-secret", "own-answer", "wrong-id", "key-in-xml")) {
            Files.writeString(folder.resolve("routes/sources/" + source + ".camel.yaml"), route(source));
        }
        bridge = BridgeUnderTest.start(home, NOW);
        client = bridge.client();
    }

    @AfterAll
    void stop() {
        bridge.close();
    }

    @Test
    void takesABatchApartAndKnowsEachEventAgain() {
        Reply first = batch("{\"page\":7,\"records\":[{\"id\":1,\"email\":\"a@x.example\"},{\"id\":2}]}");
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().path("status").asText()).isEqualTo("accepted");
        JsonNode leads = first.json().path("leads");
        assertThat(leads).hasSize(2);

        JsonNode lead = client.awaitState(leads.path(0).path("id").asText(), "delivered");
        assertThat(lead.path("payload").toString())
                .isEqualTo("{\"page\":7,\"records\":{\"id\":1,\"email\":\"a@x.example\"}}");

        Reply recut = batch("{\"page\":8,\"records\":[{\"id\":2},{\"id\":3}]}");
        assertThat(recut.status()).isEqualTo(202);
        assertThat(recut.json().path("leads").findValuesAsText("status")).containsExactly("duplicate", "accepted");
        assertThat(recut.json().at("/leads/0/id")).isEqualTo(leads.path(1).path("id"));

        Reply again = batch("{\"page\":9,\"records\":[{\"id\":1},{\"id\":2},{\"id\":3}]}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("status").asText()).isEqualTo("duplicate");
    }

    @Test
    void aBatchOfOneIsAnsweredAsOne() {
        Reply one = batch("{\"records\":[{\"id\":\"alone\"}]}");
        assertThat(one.status()).isEqualTo(202);
        assertThat(one.leadId()).isNotEmpty();
        assertThat(one.json().path("status").asText()).isEqualTo("accepted");
    }

    @Test
    void losesNoEventToARuleThatTellsNoneApart() {
        String body = "{\"page\":7,\"records\":[{\"n\":1},{\"n\":2},{\"n\":2}]}";
        Reply first = client.post("/webhooks/wrong-id", body, "Content-Type", JSON, "X-Token", "sandbox");
        assertThat(first.json().path("leads").findValuesAsText("status"))
                .containsExactly("accepted", "accepted", "duplicate");
        Reply again = client.post("/webhooks/wrong-id", body, "Content-Type", JSON, "X-Token", "sandbox");
        assertThat(again.json().path("status").asText()).isEqualTo("duplicate");
    }

    @Test
    void aBatchOfTooManyIsRefusedWhole() {
        StringBuilder body = new StringBuilder("{\"records\":[{\"id\":\"many-0\"}");
        for (int i = 1; i <= 1_000; i++) {
            body.append(",{\"id\":\"many-").append(i).append("\"}");
        }
        assertThat(batch(body + "]}").status()).isEqualTo(400);
        assertThat(batch("{\"records\":[{\"id\":\"many-0\"}]}").status()).isEqualTo(202);
    }

    @Test
    void aTokenInTheBodyIsNotKept() {
        String body = "{\"lead_id\":\"L1\",\"google_key\":\"sandbox\",\"email\":\"g@x.example\"}";
        Reply reply = client.post("/webhooks/key-in-body", body, "Content-Type", JSON);
        assertThat(reply.status()).isEqualTo(202);
        JsonNode lead = client.awaitState(reply.leadId(), "delivered");
        assertThat(lead.path("payload").toString()).isEqualTo("{\"lead_id\":\"L1\",\"email\":\"g@x.example\"}");
        assertThat(client.post("/webhooks/key-in-body", body.replace("sandbox", "guess"), "Content-Type", JSON)
                        .status())
                .isEqualTo(401);
        assertThat(client.post("/webhooks/key-in-body", "{\"lead_id\":", "Content-Type", JSON)
                        .status())
                .as("nobody proved who they are")
                .isEqualTo(401);
    }

    @Test
    void echoesAChallengeToWhoKnowsTheToken() {
        String query = "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
        Reply reply = client.request("GET", "/webhooks/challenge" + query + "agreed");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("1158201444");
        assertThat(reply.header("content-type")).startsWith("text/plain");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");

        Reply stranger = client.request("GET", "/webhooks/challenge" + query + "guess");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.body()).doesNotContain("1158201444");
        assertThat(client.request(
                                "GET",
                                "/webhooks/challenge?hub.mode=subscribe&hub.challenge=%3Cscript%3E"
                                        + "&hub.verify_token=agreed")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void signsAChallengeOnlyIfItIsAUuid() {
        Reply reply = client.request("GET", "/webhooks/challenge?challengeCode=" + CODE);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("challengeCode").asText()).isEqualTo(CODE);
        assertThat(reply.json().path("challengeResponse").asText()).isEqualTo(hmac("new-one", CODE));

        assertThat(client.request("GET", "/webhooks/challenge?challengeCode=hmacsha256%3D%7B%7D")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"new-one", "old-one"})
    void takesEventsByEitherOfTwoSecrets(String secret) {
        String body = "{\"email\":\"" + secret + "@x.example\"}";
        assertThat(client.post("/webhooks/challenge", body, "Content-Type", JSON, "X-Signature", hmac(secret, body))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void answersPingsAndCreatesNothing() {
        Reply unsigned =
                client.post("/webhooks/ping", "webhook_id=12", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(unsigned.status()).isEqualTo(200);
        Reply signed =
                client.post("/webhooks/ping", "{\"topic\":\"ping\"}", "Content-Type", JSON, "X-Token", "sandbox");
        assertThat(signed.status()).isEqualTo(200);
        assertThat(client.request("GET", "/webhooks/ping").status()).isEqualTo(200);
        assertThat(client.request("HEAD", "/webhooks/ping").status()).isEqualTo(200);

        assertThat(client.post("/webhooks/ping", "{\"topic\":\"ping\"}", "Content-Type", JSON)
                        .status())
                .isEqualTo(401);
        assertThat(client.manage("/api/leads?source=ping&q=webhook_id").json().path("leads"))
                .isEmpty();
    }

    @Test
    void throwsNoEventAwayThatLooksLikeAPing() {
        String list = "[{\"topic\":\"ping\"},{\"topic2\":\"lead\",\"email\":\"lost@x.example\"}]";
        Reply reply = client.post("/webhooks/ping", list, "Content-Type", JSON, "X-Token", "sandbox");
        assertThat(reply.status()).isEqualTo(202);

        String secret = "asana-secret-1";
        client.post("/webhooks/brings-secret", "", "X-Hook-Secret", secret);
        String body = "{\"email\":\"signed@x.example\"}";
        assertThat(client.post(
                                "/webhooks/brings-secret",
                                body,
                                "Content-Type",
                                JSON,
                                "X-Hook-Secret",
                                secret,
                                "X-Hook-Signature",
                                hmac(secret, body))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void answersAsItsProviderWants() {
        for (String time : List.of("first", "again")) {
            Reply reply = client.post("/webhooks/own-answer?code=sandbox", "{\"id\":1}", "Content-Type", JSON);
            assertThat(reply.status()).as(time).isEqualTo(200);
            assertThat(reply.header("content-type")).isEqualTo("text/xml");
            assertThat(reply.body()).isEqualTo("<Ack>true</Ack>");
        }
        assertThat(client.manage("/api/leads?source=own-answer").json().path("leads"))
                .hasSize(1);
    }

    @Test
    void verifiesASignedUrlByTheHostThatWasCalled() {
        String target = "/webhooks/hubspot-workflow?portal=7";
        byte[] body = "{\"vid\":4711}".getBytes(UTF_8);
        WebhookRequest request = WebhookRequest.of("POST", home.webhooks() + target, Map.of(), body);
        String signature = Presets.SHIPPED
                .named("hubspot-workflow")
                .orElseThrow()
                .scheme()
                .sign(request, "sandbox", NOW, "")
                .headers()
                .getOrDefault("X-HubSpot-Signature", "");
        assertThat(client.post(target, new String(body, UTF_8), "Content-Type", JSON, "X-HubSpot-Signature", signature)
                        .status())
                .isEqualTo(202);
        assertThat(client.post(
                                target + "8",
                                new String(body, UTF_8),
                                "Content-Type",
                                JSON,
                                "X-HubSpot-Signature",
                                signature)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refusesWhatIsCompressed() {
        assertThat(client.post(
                                "/webhooks/batch",
                                "{}",
                                "Content-Type",
                                JSON,
                                "Content-Encoding",
                                "gzip",
                                "X-Token",
                                "sandbox")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void namesTheMethodsOfItsHandshakes() {
        Reply reply = client.request("PUT", "/webhooks/ping");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void keepsTheSecretThatComesFirstThroughARestart() {
        String secret = "asana-secret-1";
        Reply reply = client.post("/webhooks/brings-secret", "", "X-Hook-Secret", secret);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("x-hook-secret")).isEqualTo(secret);
        assertThat(client.post("/webhooks/brings-secret", "", "X-Hook-Secret", "another")
                        .status())
                .as("nobody replaces it")
                .isEqualTo(401);
        assertThat(event("before", secret)).isEqualTo(202);
        bridge.close();
        bridge = BridgeUnderTest.start(home, NOW);
        assertThat(event("after", secret)).isEqualTo(202);
        assertThat(event("forged", "another")).isEqualTo(401);
        home.set("brings-secret.secret", "operators-own");
        bridge.close();
        bridge = BridgeUnderTest.start(home, NOW);
        assertThat(event("revoked", secret))
                .as("the operator's counts for more")
                .isEqualTo(401);
        assertThat(event("own", "operators-own")).isEqualTo(202);
        assertThat(client.post("/webhooks/brings-secret", "", "X-Hook-Secret", "another")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void releasesAnEventWhoseTokenWasWrongInItsBody() {
        String xml = "<e><OrganizationId>mistyped</OrganizationId><Id>X1</Id><Email>x@x.example</Email></e>";
        assertThat(client.post("/webhooks/key-in-xml", xml, "Content-Type", "text/xml")
                        .status())
                .isEqualTo(401);
        String id = await().until(
                        () -> client.manage("/api/quarantine?source=key-in-xml")
                                .json()
                                .at("/refused/0/id")
                                .asText(),
                        text -> !text.isEmpty());
        assertThat(client.call("POST", "/api/quarantine/" + id + "/release", "").status())
                .isEqualTo(409);
        home.set("key-in-xml.secret", "mistyped");
        bridge.close();
        bridge = BridgeUnderTest.start(home, NOW);
        Reply released = client.call("POST", "/api/quarantine/" + id + "/release", "");
        assertThat(released.status()).isEqualTo(200);
        JsonNode lead = client.lead(released.json().at("/leads/0/id").asText());
        assertThat(lead.path("payload").toString()).isEqualTo("{\"Id\":\"X1\",\"Email\":\"x@x.example\"}");
    }

    @Test
    void releasesEventsAndNotPings() {
        String ping = "{\"topic\":\"ping\"}";
        String events = "[{\"topic\":\"ping\"},{\"topic2\":\"lead\",\"email\":\"kept@x.example\"}]";
        for (String body : List.of(ping, events)) {
            assertThat(client.post("/webhooks/ping", body, "Content-Type", JSON, "X-Token", "mistyped")
                            .status())
                    .isEqualTo(401);
        }
        JsonNode refused = await().until(
                        () -> client.manage("/api/quarantine?source=ping&limit=2")
                                .json()
                                .path("refused"),
                        rows -> rows.size() == 2
                                && body(rows.path(0)).contains("kept@")
                                && body(rows.path(1)).contains("ping"));
        home.set("ping.secret", "sandbox,mistyped");
        bridge.close();
        bridge = BridgeUnderTest.start(home, NOW);
        assertThat(release(refused.path(0)).json().path("leads")).hasSize(1);
        assertThat(release(refused.path(1)).json().path("leads")).isEmpty();
    }

    private String body(JsonNode refused) {
        return client.manage("/api/quarantine/" + refused.path("id").asText())
                .json()
                .path("body")
                .toString();
    }

    private Reply release(JsonNode refused) {
        return client.call("POST", "/api/quarantine/" + refused.path("id").asText() + "/release", "");
    }

    private int event(String name, String secret) {
        String body = "{\"email\":\"" + name + "@x.example\"}";
        return client.post(
                        "/webhooks/brings-secret", body, "Content-Type", JSON, "X-Hook-Signature", hmac(secret, body))
                .status();
    }

    private Reply batch(String body) {
        return client.post("/webhooks/batch", body, "Content-Type", JSON, "X-Token", "sandbox");
    }

    private static String route(String source) {
        return """
            - route:
                id: %1$s
                from:
                  uri: lead:%1$s
                  parameters:
                    secret: "{{%1$s.secret}}"
                  steps:
                    - transformDataType:
                        toType: jsonata:any
                    - to:
                        uri: direct:salesbyte
            """
                .formatted(source);
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
