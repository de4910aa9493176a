package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.testing.ScriptedProvider.Asked;
import se.salesbyte.bridge.testing.ScriptedSalesByte.Received;

/** Events that carry ids only: their records are fetched in the route, no faster than the provider allows. */
class ThinEventsTest extends ThinEvents {
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

    @ParameterizedTest
    @CsvSource({"0-1, delivered, 1", "0-2, skipped, 0"})
    void takesNewContactsOfNewerHubSpotAppsToo(String type, String state, int fetched) {
        start("hubspot", TOKEN);
        String event = "[{\"subscriptionType\":\"object.creation\",\"objectTypeId\":\"" + type
                + "\",\"eventId\":1,\"objectId\":7}]";
        client.awaitState(leadOf(send("hubspot", event)), state);
        assertThat(provider.asked()).hasSize(fetched);
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
}
