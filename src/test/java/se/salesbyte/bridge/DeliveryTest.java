package se.salesbyte.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.salesbyte.CreateLeadField;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;
import se.salesbyte.bridge.testing.ScriptedSalesByte.Received;
import se.salesbyte.bridge.verification.Verdict;
import se.salesbyte.bridge.verification.WebhookRequest;

/** What SalesByte's answers lead to, in a live bridge with real time standing still between moves. */
class DeliveryTest {
    private static final Instant START = Instant.parse("2026-11-20T09:15:00Z");
    private static final String UUID = "11111111-2222-4333-8444-555555555555";
    private static final String ADA = "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"reference\":{\"deal\":42}}";

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void start() {
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.retry.schedule", "5s,1m")
                .set("bridge.callback.url", receiver.url() + "/callback?key=k%2Bv")
                .set("bridge.callback.secret", "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY")
                .set("bridge.notify.url", receiver.url() + "/notify");
        restart();
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        receiver.close();
    }

    @Test
    void sendsTheRequestThatTheContractNamesAndNothingBesides() {
        client.awaitState(post(ADA), "delivered");

        Received call = salesByte.received().get(0);
        assertThat(call.path()).isEqualTo("/integrations/create_brandawareness");
        assertThat(call.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json")
                .doesNotContainKeys("authorization", "x-webhook-token", "cookie");
        assertThat(call.json().getMap())
                .containsEntry("uuid", UUID)
                .containsEntry("quote_profile_id", 7)
                .containsEntry("type", "website")
                .containsEntry("customer_name", "Ada")
                .containsEntry("chat_enabled", false)
                .doesNotContainKey("reference");
    }

    @Test
    void tellsTheCallbackSignedAndWithTheSendersReference() {
        String id = post(ADA);
        client.awaitState(id, "delivered");
        await().until(() -> receiver.received().size() == 1);

        Received callback = receiver.received().get(0);
        assertThat(verify(callback, "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY").reason())
                .isEmpty();
        assertThat(callback.path()).isEqualTo("/callback");
        assertThat(callback.json().getString("type")).isEqualTo("lead.delivered");
        assertThat(callback.json().getJsonObject("data").getJsonObject("lead").getString("id"))
                .isEqualTo(id);
        assertThat(callback.json()
                        .getJsonObject("data")
                        .getJsonObject("lead")
                        .getJsonObject("reference")
                        .getMap())
                .isEqualTo(Map.of("deal", 42));
        assertThat(callback.json()
                        .getJsonObject("data")
                        .getJsonObject("salesbyte")
                        .getInteger("id"))
                .isPositive();
        assertThat(new String(callback.body(), UTF_8)).doesNotContain(UUID);
    }

    @Test
    void postsACallbackAgainUntilItIsReceived() {
        receiver.answers(500, "").answers(302, "", "Location", receiver.url() + "/elsewhere");
        String id = post(ADA);
        client.awaitState(id, "delivered");

        await().until(() -> receiver.received().size() == 1);
        awaitTry(2, id);
        bridge.advance(Duration.ofSeconds(7));
        await().until(() -> receiver.received().size() == 2);
        awaitTry(3, id);
        bridge.advance(Duration.ofSeconds(73));
        await().until(() -> receiver.received().size() == 3);

        assertThat(receiver.received().stream().map(Received::path)).containsOnly("/callback");
        assertThat(receiver.received().stream()
                        .map(call -> call.headers().get("webhook-id"))
                        .distinct())
                .as("one id at every try")
                .hasSize(1);
        await().until(() -> events(client.lead(id)).contains("callback lead.delivered received"));
    }

    @Test
    void waitsAsLongAsSalesByteAsks() {
        salesByte.answers(503, "", "Retry-After", "30");
        String id = post(ADA);
        JsonNode waiting = client.awaitState(id, "retrying");
        assertThat(waiting.path("nextAt").asText())
                .isEqualTo(START.plusSeconds(30).toString());

        bridge.advance(Duration.ofSeconds(29));
        assertThat(client.lead(id).path("state").asText()).isEqualTo("retrying");
        bridge.advance(Duration.ofSeconds(1));
        assertThat(client.awaitState(id, "delivered").path("attempts")).hasSize(2);
        assertThat(salesByte.created("ada@example.com")).isEqualTo(1);
    }

    @Test
    void givesUpAfterTheLastWaitAndSaysSo() {
        salesByte
                .answers(500, "{\"message\":\"Server Error\"}")
                .answers(429, "")
                .answers(408, "");
        String id = post(ADA);
        client.awaitState(id, "retrying");
        bridge.advance(Duration.ofSeconds(7));
        await().until(() -> client.lead(id).path("attempts").size() == 2
                && client.lead(id).path("state").asText().equals("retrying"));
        bridge.advance(Duration.ofSeconds(73));
        JsonNode failed = client.awaitState(id, "failed");

        assertThat(failed.at("/failure/reason").asText()).isEqualTo("exhausted");
        await().until(() -> receiver.received().size() == 1);
        assertThat(receiver.received().get(0).path()).isEqualTo("/notify");
        JsonObject event = receiver.received().get(0).json();
        assertThat(event.getString("type")).isEqualTo("lead.failed");
        assertThat(event.getJsonObject("data").getString("console"))
                .as("the lead's page")
                .isEqualTo(home.management() + "/leads/" + id);
    }

    @Test
    void neverRepeatsACallThatGotNoAnswer() {
        salesByte.cuts();
        String id = post(ADA);
        JsonNode unknown = client.awaitState(id, "unknown");
        assertThat(unknown.at("/failure/reason").asText()).isEqualTo("unknown-outcome");
        await().until(() -> receiver.received().size() == 1);

        bridge.advance(Duration.ofDays(2));
        bridge.close();
        restart();
        bridge.advance(Duration.ofDays(2));
        String other = client.postForm("form-token", "{\"name\":\"Bo\"}").leadId();
        client.awaitState(other, "delivered"); // so the bridge has looked at what is due

        assertThat(client.lead(id).path("state").asText()).isEqualTo("unknown");
        assertThat(salesByte.received()).hasSize(2);
        assertThat(receiver.received().get(0).json().getString("type")).isEqualTo("lead.unknown");
    }

    @Test
    void triesAgainWhatCertainlyWasNotSent() {
        salesByte.close();
        String id = post(ADA);
        JsonNode lead = client.awaitState(id, "retrying");
        assertThat(lead.at("/attempts/0/status").isNull()).isTrue();
        assertThat(lead.at("/attempts/0/detail").asText()).contains("no answer").doesNotContain(UUID);
    }

    @Test
    void neverTakesASentCallForUnsentWhateverTheEndpointsOptions() throws IOException {
        bridge.close();
        Path route = folder.resolve("routes/salesbyte.camel.yaml");
        Files.writeString(
                route,
                Files.readString(route)
                        .replace(
                                "throwExceptionOnFailure: false",
                                "throwExceptionOnFailure: false\n              stray: 1"));
        restart();
        salesByte.cuts();
        client.awaitState(post(ADA), "unknown");
        assertThat(salesByte.received()).hasSize(1);
    }

    @Test
    void sendsALeadWhoseMappingSaysThatItIsNotToBeSkipped() throws IOException {
        Path mapping = folder.resolve("routes/mappings/form.jsonata");
        bridge.close();
        Files.writeString(mapping, "{\"customer_name\": name, \"skip\": test = true}");
        restart();
        client.awaitState(post(ADA), "delivered");
        JsonNode skipped = client.awaitState(post("{\"name\":\"Bo\",\"test\":true}"), "skipped");
        assertThat(skipped.at("/attempts/0/detail").asText()).isEqualTo("its mapping says so");
        assertThat(salesByte.received()).hasSize(1);
    }

    @Test
    void keepsSalesBytesWordsOnARefusedLead() {
        salesByte.answers(
                422,
                "{\"message\":\"The customer email field must be valid. uuid " + UUID
                        + "\",\"errors\":{\"customer_email\":[\"must be valid\"]}}");
        JsonNode failed = client.awaitState(post(ADA), "failed");

        assertThat(failed.at("/failure/reason").asText()).isEqualTo("rejected");
        assertThat(failed.at("/failure/status").asInt()).isEqualTo(422);
        assertThat(failed.at("/failure/errors/customer_email/0").asText()).isEqualTo("must be valid");
        assertThat(failed.toString()).doesNotContain(UUID);
    }

    @Test
    void failsALeadWithoutANameBeforeAnyCall() {
        JsonNode failed = client.awaitState(post("{\"message\":\"hello\"}"), "failed");

        assertThat(failed.at("/failure/reason").asText()).isEqualTo("validation");
        assertThat(failed.at("/failure/errors/customer_name/0").asText()).contains("routes/mappings/form.jsonata:");
        assertThat(salesByte.received()).isEmpty();
    }

    @Test
    void takesAnEventFromASenderThatNamesNoHost() throws IOException {
        URI address = URI.create(home.webhooks());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "POST /webhooks/form?token=form-token HTTP/1.0\r\nContent-Length: 14\r\n\r\n{\"name\":\"Ada\"}"
                                    .getBytes(UTF_8));
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine())
                    .contains(" 202 ");
        }
    }

    @Test
    void refusesToStartWithAFaultThatOnlyTheEnvironmentHolds() {
        bridge.close();
        Settings settings = Settings.load(
                home.write(), Map.of("ELEMENTOR_PROFILE", "nort"), Map.of(), CreateLeadField.leadSettings());
        assertThatThrownBy(() -> new Bridge(settings, Clock.systemUTC())).hasMessageContaining("ELEMENTOR_PROFILE");
        restart();
    }

    @Test
    void answers503ForASourceWithoutASecret() {
        assertThat(client.post("/webhooks/typeform", "{}").status()).isEqualTo(503);
        assertThat(client.post("/webhooks/typeform", "{}").header("retry-after"))
                .isNotEmpty();
    }

    private String post(String json) {
        return client.postForm("form-token", json).leadId();
    }

    private void restart() {
        bridge = BridgeUnderTest.start(home, START);
        client = bridge.client();
    }

    private void awaitTry(int number, String id) {
        await().until(() -> events(client.lead(id)).contains("callback lead.delivered due for try " + number));
    }

    private static List<String> events(JsonNode lead) {
        return lead.findValuesAsText("event");
    }

    private static Verdict verify(Received call, String secret) {
        Map<String, List<String>> headers = call.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        WebhookRequest request = WebhookRequest.of("POST", "http://receiver/callback", headers, call.body());
        return Presets.SHIPPED
                .named("standard-webhooks")
                .orElseThrow()
                .scheme()
                .verify(request, List.of(secret), START);
    }
}
