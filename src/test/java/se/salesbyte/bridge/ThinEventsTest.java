package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.source.Providers;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.testing.ScriptedProvider;
import se.salesbyte.bridge.testing.ScriptedProvider.Asked;
import se.salesbyte.bridge.testing.ScriptedSalesByte;
import se.salesbyte.bridge.testing.ScriptedSalesByte.Received;
import se.salesbyte.bridge.verification.Credentials;
import se.salesbyte.bridge.verification.WebhookRequest;

/** Events that carry ids only: their records are fetched in the route, from a provider that is there or is not. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class ThinEventsTest {
    private static final String TOKEN = "pat-eu1-0a1b2c+/=&%3D";

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private ScriptedProvider provider;
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        provider.close();
    }

    private void start(String source, String token) {
        provider = ScriptedProvider.with(record(source));
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.retry.schedule", "5s,1m")
                .set("bridge.notify.url", salesByte.url() + "/notify")
                .set(source + ".secret", Fixture.named(source).secret())
                .set(source + ".api-url", provider.url())
                .set(source + ".token", token);
        bridge = BridgeUnderTest.start(home, Fixture.named(source).now());
        client = bridge.client();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            hubspot       | /crm/v3/objects/contacts/90117?properties=firstname,lastname,   | Karin Sandell
            meta-lead-ads | /v24.0/123123123123?fields=                                     | Malin Sjögren
            linkedin      | /rest/leadFormResponses/a9a29e52-c0a3-42e3-8af1-2fc83b697003-4? | Henrik Nordin
            surveymonkey  | /v3/surveys/152303468/responses/10045001533/details?simple=true | Petra Hallberg
            """)
    void deliversTheRecordThatAnEventOnlyNames(String source, String target, String name) {
        start(source, TOKEN);
        client.awaitState(leadOf(send(source)), "delivered");

        assertThat(provider.asked()).hasSize(1);
        Asked asked = provider.asked().get(0);
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.target().replace("%2C", ",")).startsWith(target).doesNotContain("pat-eu1");
        assertThat(asked.headers())
                .containsEntry("authorization", "Bearer " + TOKEN)
                .containsEntry("accept", "application/json")
                .doesNotContainKeys("x-hubspot-signature-v3", "x-hub-signature-256", "x-li-signature", "sm-signature");
        Received created = salesByte.received().get(0);
        assertThat(created.json().getString("customer_name")).isEqualTo(name);
        assertThat(created.headers()).doesNotContainKeys("authorization", "linkedin-version");
        assertThat(send(source).status()).isEqualTo(200); // known again
        assertThat(provider.asked()).hasSize(1);
    }

    @Test
    void asksLinkedInInTheVersionThatTheRouteNames() {
        start("linkedin", TOKEN);
        client.awaitState(leadOf(send("linkedin")), "delivered");

        assertThat(provider.asked().get(0).headers())
                .containsEntry("linkedin-version", "202610")
                .containsEntry("x-restli-protocol-version", "2.0.0");
    }

    @Test
    void keepsNothingOfARecordThatCameToNothing() {
        start("hubspot", TOKEN);
        salesByte.answers(503, "");
        String id = leadOf(send("hubspot"));
        client.awaitState(id, "retrying");
        bridge.advance(Duration.ofSeconds(7));
        JsonNode delivered = client.awaitState(id, "delivered");

        assertThat(provider.asked()).as("fetched anew for the retry").hasSize(2);
        assertThat(delivered.path("payload").toString()).contains("objectId").doesNotContain("karin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # what the provider answers: status, Retry-After, body | what the attempt says, and when it is due again at the soonest
            429 | 30   | ''                 | the provider answered 429, too many calls             | 30
            503 | 40   | ''                 | the provider answered 503                             | 40
            500 | ''   | Trouble            | the provider answered 500                             | 4
            408 | ''   | ''                 | the provider answered 408                             | 4
            200 | ''   | <html>Log in       | the provider's answer is not JSON                     | 4
            200 | ''   | ''                 | the provider's answer is                              | 4
            200 | ''   | "90117"            | the provider's answer is neither an object nor a list | 4
            204 | ''   | ''                 | the provider's answer is                              | 4
            """)
    void triesAgainWhatMayBeBetterLater(int status, String retryAfter, String body, String detail, long soonest) {
        start("hubspot", TOKEN);
        provider.answers(status, body, retryAfter.isEmpty() ? new String[0] : new String[] {"retry-after", retryAfter});
        String id = leadOf(send("hubspot"));
        JsonNode retrying = client.awaitState(id, "retrying");

        assertThat(retrying.at("/attempts/0/detail").asText()).contains("no record yet: " + detail);
        assertThat(Instant.parse(retrying.path("nextAt").asText()))
                .isAfterOrEqualTo(Fixture.named("hubspot").now().plusSeconds(soonest));
        bridge.advance(Duration.ofSeconds(60));
        client.awaitState(id, "delivered");
        assertThat(salesByte.received()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a person is needed: a repetition alone would get the same answer
            401 | configuration | hubspot.token is wrong, has expired or may not read such records
            403 | configuration | hubspot.token is wrong, has expired or may not read such records
            400 | configuration | or the address in its route is wrong
            302 | configuration | or the address in its route is wrong
            404 | mapping       | it was deleted or merged meanwhile, or hubspot.token is of another account
            410 | mapping       | it was deleted or merged meanwhile
            """)
    void failsWhereRepeatingHelpsNobodyAndCanBeReplayed(int status, String reason, String message) {
        start("hubspot", TOKEN);
        provider.answers(
                status,
                "{\"message\":\"not with " + TOKEN + ", Karin\"}",
                "Location",
                provider.url() + "/elsewhere",
                "WWW-Authenticate",
                "Bearer " + TOKEN);
        String id = leadOf(send("hubspot"));
        JsonNode failed = client.awaitState(id, "failed");

        assertThat(failed.at("/failure/reason").asText()).isEqualTo(reason);
        assertThat(failed.at("/failure/message").asText()).contains("answered " + status, message);
        assertThat(failed.toString()).doesNotContain(TOKEN, "pat-eu1", "Karin");
        await().until(() -> salesByte.received().size() == 1);
        assertThat(salesByte.received().get(0).path()).isEqualTo("/notify");
        assertThat(new String(salesByte.received().get(0).body(), StandardCharsets.UTF_8))
                .contains("lead.failed")
                .doesNotContain("pat-eu1");
        assertThat(client.call("POST", "/api/leads/" + id + "/replay", "{}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(202);
        bridge.advance(Duration.ofSeconds(1));
        client.awaitState(id, "delivered");
    }

    @Test
    void waitsOnMetasOwnWordForTooManyCalls() {
        start("meta-lead-ads", TOKEN);
        provider.answers(400, "{\"error\":{\"message\":\"limit reached\",\"type\":\"OAuthException\",\"code\":4}}");
        String id = leadOf(send("meta-lead-ads"));
        assertThat(client.awaitState(id, "retrying").at("/attempts/0/detail").asText())
                .contains("answered 400, too many calls");
        bridge.advance(Duration.ofSeconds(7));
        client.awaitState(id, "delivered");
    }

    @Test
    void failsOnMetasExpiredToken() {
        start("meta-lead-ads", TOKEN);
        provider.answers(400, "{\"error\":{\"message\":\"expired\",\"type\":\"OAuthException\",\"code\":190}}");
        JsonNode failed = client.awaitState(leadOf(send("meta-lead-ads")), "failed");
        assertThat(failed.at("/failure/message").asText()).contains("meta-lead-ads.token is wrong, has expired");
    }

    @Test
    void triesAgainWhenTheProviderIsNotThere() {
        start("hubspot", TOKEN);
        provider.cuts();
        String id = leadOf(send("hubspot"));
        assertThat(client.awaitState(id, "retrying").at("/attempts/0/detail").asText())
                .contains("no record yet");
        provider.close();
        bridge.advance(Duration.ofSeconds(7));
        JsonNode twice = client.awaitLead(
                id,
                lead -> lead.path("attempts").size() == 2
                        && lead.path("state").asText().equals("retrying"));
        assertThat(twice.at("/attempts/1/detail").asText()).contains("no record yet", "refused");
        bridge.advance(Duration.ofSeconds(73));

        JsonNode failed = client.awaitState(id, "failed");
        assertThat(failed.at("/failure/reason").asText()).isEqualTo("exhausted");
        assertThat(salesByte.received()).allMatch(call -> call.path().equals("/notify"));
    }

    @Test
    void failsClearlyWithoutAToken() {
        start("hubspot", "");
        JsonNode failed = client.awaitState(leadOf(send("hubspot")), "failed");

        assertThat(failed.at("/failure/reason").asText()).isEqualTo("configuration");
        assertThat(failed.at("/failure/message").asText()).contains("hubspot.token is not set", "replay");
        assertThat(provider.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # what is no lead, and why
            hubspot       | contact.creation   | contact.deletion  | not a new contact
            meta-lead-ads | "leadgen"          | "feed"            | not a lead of an ad
            linkedin      | CREATED            | DELETED           | not a new lead
            surveymonkey  | response_completed | response_created  | not a completed response
            """)
    void skipsOtherEventsBeforeAnythingIsFetched(String source, String lead, String other, String why) {
        start(source, TOKEN);
        String body = new String(Fixture.named(source).body(), StandardCharsets.UTF_8).replace(lead, other);
        JsonNode skipped = client.awaitState(leadOf(send(source, body)), "skipped");

        assertThat(skipped.at("/attempts/0/detail").asText()).isEqualTo(why);
        assertThat(provider.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'\"..\"'", "'\"\"'", "null", "{}"})
    void fetchesNothingByWhatIsNoId(String id) {
        start("hubspot", TOKEN);
        String event = "[{\"subscriptionType\":\"contact.creation\",\"eventId\":1,\"objectId\":" + id + "}]";
        JsonNode failed = client.awaitState(leadOf(send("hubspot", event)), "failed");

        assertThat(failed.at("/failure/reason").asText()).isEqualTo("mapping");
        assertThat(failed.at("/failure/message").asText()).contains("the event has no objectId");
        assertThat(provider.asked()).isEmpty();
    }

    @Test
    void keepsAnIdWithinItsPlaceInTheAddress() {
        start("hubspot", TOKEN);
        String event =
                "[{\"subscriptionType\":\"contact.creation\",\"eventId\":1,\"objectId\":\"7/../8?a=b&c#d e%2F\"}]";
        client.awaitState(leadOf(send("hubspot", event)), "delivered");

        assertThat(provider.asked().get(0).target())
                .startsWith("/crm/v3/objects/contacts/7%2F..%2F8%3Fa%3Db%26c%23d%20e%252F?properties=");
    }

    @Test
    void asksNoFasterThanTheProviderAllowsAndHoldsNobodyUp() {
        start("hubspot", TOKEN); // 8 a second
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add("{\"subscriptionType\":\"contact.creation\",\"eventId\":" + i + ",\"objectId\":" + i + "}");
        }
        JsonNode leads =
                send("hubspot", "[" + String.join(",", events) + "]").json().path("leads");
        await().until(() -> provider.asked().size() == 1);
        client.awaitState(
                client.postForm("form-token", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                        .leadId(),
                "delivered");
        assertThat(provider.asked()).as("time stands still").hasSize(1);
        assertThat(leads)
                .extracting(lead ->
                        client.lead(lead.path("id").asText()).path("waiting").asText(""))
                .contains("rate-limit");

        for (int asked = 2; asked <= 10; asked++) {
            int soFar = asked;
            bridge.advance(Duration.ofMillis(125));
            await().until(() -> provider.asked().size() == soFar);
        }
        await().until(() -> salesByte.received().size() == 11);
    }

    @Test
    void leavesAProviderAloneThatWantsFewerCalls() {
        start("hubspot", TOKEN);
        provider.answers(429, "", "Retry-After", "30");
        String first = leadOf(send("hubspot"));
        client.awaitState(first, "retrying");
        bridge.advance(Duration.ofSeconds(1));
        String second =
                leadOf(send("hubspot", "[{\"subscriptionType\":\"contact.creation\",\"eventId\":2,\"objectId\":2}]"));
        client.awaitState(
                client.postForm("form-token", "{\"name\":\"Ada\"}").leadId(), "delivered"); // so it has looked
        assertThat(client.lead(second).path("waiting").asText()).isEqualTo("rate-limit");
        assertThat(client.lead(second).path("attempts")).isEmpty();
        assertThat(provider.asked()).hasSize(1);

        bridge.advance(Duration.ofSeconds(29));
        client.awaitState(second, "delivered");
        bridge.advance(Duration.ofSeconds(1));
        client.awaitState(first, "delivered");
    }

    @Test
    void showsTheTokenNowhere() {
        start("hubspot", TOKEN);
        provider.answers(500, TOKEN);
        String id = leadOf(send("hubspot"));
        client.awaitState(id, "retrying");
        bridge.advance(Duration.ofSeconds(7));
        client.awaitState(id, "delivered");

        for (String path :
                List.of("/api/leads/" + id, "/api/sources", "/api/stats", "/observe/health", "/observe/metrics")) {
            assertThat(client.manage(path).body()).as(path).doesNotContain("pat-eu1");
        }
    }

    private Reply send(String source) {
        return send(source, new String(Fixture.named(source).body(), StandardCharsets.UTF_8));
    }

    /** Signed as the provider signs, for the address at which it arrives. */
    private Reply send(String source, String body) {
        Fixture fixture = Fixture.named(source);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String target = "/webhooks/" + source;
        WebhookRequest request = WebhookRequest.of("POST", home.webhooks() + target, Map.of(), bytes);
        Credentials credentials = Providers.named(source).scheme().sign(request, fixture.secret(), fixture.now(), "1");
        List<String> headers = new ArrayList<>(List.of("Content-Type", fixture.header("Content-Type")));
        credentials.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        return client.post(target, bytes, headers.toArray(new String[0]));
    }

    private static String leadOf(Reply reply) {
        JsonNode json = reply.json();
        return json.has("leads")
                ? json.at("/leads/0/id").asText()
                : json.path("id").asText();
    }

    private static String record(String source) {
        try (var in =
                ThinEventsTest.class.getResourceAsStream("/sources/" + source + "/" + source + ".enrichment.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
