package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.testing.RawServer;

/** What becomes of a lead whose provider does not give its record. */
class NoRecordTest extends ThinEvents {
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
            400 | configuration | the address in its route is wrong
            302 | configuration | the address in its route is wrong
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

    /** More than is read of a record: the status of a refusal counts all the same. */
    @ParameterizedTest
    @CsvSource({"404, failed, answered 404", "200, retrying, longer than 1 MiB"})
    void saysWhatIsWrongWithAnAnswerThatIsTooLong(int status, String state, String detail) {
        start("hubspot", TOKEN);
        provider.answers(status, "x".repeat(3 * 1024 * 1024));
        JsonNode lead = client.awaitState(leadOf(send("hubspot")), state);
        assertThat(lead.at("/attempts/0/detail").asText()).contains(detail);
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
    void asksThroughTheProxyOfTheAddressesScheme() {
        try (RawServer proxy = RawServer.start()) {
            proxy.says(RawServer.answer(403, "text/html", "<h1>Not from here</h1>"));
            start(
                    "hubspot",
                    TOKEN,
                    "hubspot.api-url",
                    "https://hubspot.invalid",
                    "camel.component.https.proxyHost",
                    "127.0.0.1",
                    "camel.component.https.proxyPort",
                    proxy.url().substring(proxy.url().lastIndexOf(':') + 1),
                    "camel.component.https.proxyAuthScheme", // how the proxy itself is spoken to
                    "http");
            JsonNode failed = client.awaitState(leadOf(send("hubspot")), "failed");
            assertThat(failed.at("/failure/message").asText()).contains("answered 403", "or a proxy refuses");
        }
    }

    @Test
    void failsClearlyWithoutAToken() {
        start("hubspot", "");
        JsonNode failed = client.awaitState(leadOf(send("hubspot")), "failed");

        assertThat(failed.at("/failure/reason").asText()).isEqualTo("configuration");
        assertThat(failed.at("/failure/message").asText()).contains("hubspot.token is not set", "replay");
        assertThat(provider.asked()).isEmpty();
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

    /** A stop waits for one call of a lead, not for a second one after it. */
    @Test
    void doesNotBeginToCallSalesByteInAStop() {
        start("hubspot", TOKEN);
        CompletableFuture<Void> told = new CompletableFuture<>();
        provider.answersOnce(told);
        String id = leadOf(send("hubspot"));
        await().until(() -> provider.asked().size() == 1);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(bridge::close);
        await().until(this::takesNoEvents);
        told.complete(null);
        stopped.join();
        assertThat(salesByte.received()).isEmpty();

        bridge = BridgeUnderTest.start(home, Fixture.named("hubspot").now().plusSeconds(60));
        client = bridge.client();
        client.awaitState(id, "delivered");
        assertThat(salesByte.received()).hasSize(1);
    }

    private boolean takesNoEvents() {
        try {
            return client.post("/webhooks/form", "", "Content-Type", JSON).status() == 503;
        } catch (RuntimeException closed) {
            return true;
        }
    }
}
