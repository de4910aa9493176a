package se.salesbyte.bridge;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;
import se.salesbyte.bridge.testing.ScriptedSalesByte.Received;

/** A customer checks a quote out at SalesByte, and the CRM that sent the lead hears of it. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class CheckoutTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_token\" value=\"([0-9a-f]{64})\"");
    private static final Pattern WEBHOOK = Pattern.compile("value=\"(http://[^\"]*/webhooks/salesbyte[^\"]*)\"");
    private static final String EDIT = "/sandbox/offerter/1001/redigera";
    private static final String ADA =
            "{\"name\": \"Ada\", \"email\": \"ada@example.com\", \"reference\": {\"contactId\": \"9001\"}}";

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte crm = ScriptedSalesByte.start();
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        crm.close();
    }

    @Test
    void tellsTheCallbackOfTheLeadsSourceOnceACheckout() {
        start(home().set("form.callback-url", crm.url() + "/crm").set("form.callback-secret", "a shared secret"));
        String lead = delivered("sandbox");

        assertThat(checkOut("more=on&value=12500,50")).contains("was answered with status 202");
        Received told = told("quote.checked-out", 1).get(0);
        assertThat(told.path()).isEqualTo("/crm");
        assertThat(told.headers().get("webhook-signature")).startsWith("v1,");
        JsonObject data = told.json().getJsonObject("data");
        assertThat(data.getJsonObject("lead").getString("id")).isEqualTo(lead);
        assertThat(data.getJsonObject("lead").getJsonObject("reference").getString("contactId"))
                .isEqualTo("9001");
        assertThat(data.getJsonObject("customer").getString("email")).isEqualTo("ada@example.com");
        JsonObject quote = data.getJsonObject("quote");
        assertThat(quote.getInteger("id")).isEqualTo(1001);
        assertThat(quote.getDouble("value")).isEqualTo(12500.5);
        assertThat(quote.getString("currency")).isEqualTo("SEK");
        assertThat(quote.getBoolean("complete")).isFalse();
        assertThat(data.getJsonObject("salesbyte").getJsonObject("links").getString("edit"))
                .endsWith("/offerter/1001/redigera");
        assertThat(told.json().encode()).doesNotContain("main_document", "Quote 1001");

        bridge.advance(ofMinutes(1));
        checkOut("value=12500,50");
        assertThat(told("quote.checked-out", 2))
                .extracting(call ->
                        call.json().getJsonObject("data").getJsonObject("quote").getBoolean("complete"))
                .containsExactly(false, true);
        assertThat(client.lead(lead).path("timeline").findValuesAsText("event"))
                .contains("checked-out", "callback quote.checked-out received");
        List<JsonNode> events = events();
        assertThat(events).hasSize(2).allSatisfy(event -> assertThat(
                        client.lead(event.path("id").asText()).path("attempts").toString())
                .contains("skipped", "a checkout of quote 1001, lead " + lead));

        Reply again = post(
                "?token=sandbox",
                client.lead(events.get(0).path("id").asText()).path("payload").toString());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("status").asText()).isEqualTo("duplicate");
        assertThat(told("lead.delivered", 1)).hasSize(1);
        assertThat(crm.received()).hasSize(3);
    }

    @Test
    void takesOnlyWhatHasTheTokenAndTellsOnlyOfLeadsThatAreThere() {
        start(live("a-token").set("bridge.quiet-hours", "18:00-08:00 UTC").set("bridge.freshness.max-age", "1h"));
        String lead = delivered("form-token");
        assertThat(post("?token=another", checkout(5001, "one")).status()).isEqualTo(401);
        assertThat(post("", checkout(5001, "one")).status()).isEqualTo(401);
        assertSkipped(checkout(999, "one"), "a checkout of quote 999, of no lead of ours");

        bridge.advance(ofHours(8)); // into the quiet hours, which are for what customers may get
        assertSkipped(checkout(5001, "one"), "lead " + lead);
        assertThat(told("quote.checked-out", 1)).hasSize(1);
        assertThat(salesByte.received()).hasSize(1);

        assertThat(client.call("DELETE", "/api/leads?email=ada@example.com", "").status())
                .isEqualTo(200);
        assertSkipped(checkout(5001, "two"), "a checkout of quote 5001, of a lead that is erased");
        String odd = accepted("{\"quote\": 5001}");
        client.awaitState(odd, "failed");
        assertThat(told("lead.failed", 1).get(0).json().encode()).contains("no id of a quote");
        assertThat(told("quote.checked-out", 1)).hasSize(1);
    }

    @Test
    void waitsForALeadOfTheSameCustomerThatIsInDoubt() {
        start(live("a-token").set("bridge.retry.schedule", "5s,1m"));
        salesByte.cuts();
        String lead = client.postForm("form-token", ADA).leadId();
        client.awaitState(lead, "unknown");
        String early = accepted(checkout(777, "one"));
        String foreign = accepted(checkout(888, "one"));
        client.awaitState(early, "retrying");
        client.awaitState(foreign, "retrying");

        client.call("POST", "/api/leads/" + lead + "/resolve", "{\"as\":\"delivered\",\"salesbyteId\":777}");
        bridge.advance(ofSeconds(7));
        client.awaitState(early, "skipped");
        client.awaitState(foreign, "skipped");
        assertThat(told("quote.checked-out", 1)).hasSize(1);
        assertThat(crm.received())
                .extracting(call -> call.json().getString("type"))
                .containsExactly("lead.unknown", "lead.delivered", "quote.checked-out");
    }

    @Test
    void endsAsSkippedWhenTheScheduleIsOver() {
        start(live("a-token").set("bridge.retry.schedule", "5s"));
        salesByte.cuts();
        client.awaitState(client.postForm("form-token", ADA).leadId(), "unknown");
        String checkout = accepted(checkout(777, "one"));
        client.awaitState(checkout, "retrying");
        bridge.advance(ofSeconds(7));
        client.awaitState(checkout, "skipped");
        assertThat(told("lead.unknown", 1)).hasSize(1);
        assertThat(crm.received()).hasSize(1);
    }

    @Test
    void takesNothingInLiveModeWithoutAToken() {
        start(live(""));
        assertThat(post("?token=sandbox", checkout(5001, "one")).status()).isEqualTo(503);
    }

    private BridgeHome home() {
        return new BridgeHome(folder);
    }

    private BridgeHome live(String token) {
        return home().live(salesByte.url())
                .set("salesbyte.secret", token)
                .set("bridge.callback.url", crm.url() + "/callback")
                .set("bridge.notify.url", crm.url() + "/notify");
    }

    private void start(BridgeHome home) {
        bridge = BridgeUnderTest.start(home, NOON);
        client = bridge.client();
    }

    private String delivered(String token) {
        String id = client.postForm(token, ADA).leadId();
        client.awaitState(id, "delivered");
        return id;
    }

    /** As a person does on the sandbox's page, with the address that it offers. */
    private String checkOut(String fields) {
        String page = client.manage(EDIT).body();
        String form =
                "_token=" + first(FORM_TOKEN, page) + "&url=" + encode(first(WEBHOOK, page), UTF_8) + "&" + fields;
        return client.call(
                        "POST",
                        "/sandbox/offerter/1001/checkout",
                        form,
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .body();
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    private static String checkout(int quote, String updated) {
        return "{\"id\": \"" + quote + "\", \"updated_at\": \"" + updated
                + "\", \"customer_name\": \"Ada\", \"customer_email\": \"Ada@example.com\", \"quote_value\": \"99.50\"}";
    }

    private Reply post(String query, String json) {
        return client.post("/webhooks/salesbyte" + query, json, "Content-Type", "application/json");
    }

    private String accepted(String json) {
        Reply reply = post("?token=a-token", json);
        assertThat(reply.status()).isEqualTo(202);
        return reply.leadId();
    }

    private void assertSkipped(String json, String because) {
        JsonNode event = client.awaitState(accepted(json), "skipped");
        assertThat(event.path("attempts").toString()).contains(because);
    }

    private List<JsonNode> events() {
        JsonNode leads = client.manage("/api/leads?source=salesbyte").json().path("leads");
        return leads.findParents("state");
    }

    private List<Received> told(String type, int count) {
        return await().until(
                        () -> crm.received().stream()
                                .filter(call -> call.json().getString("type").equals(type))
                                .toList(),
                        calls -> calls.size() == count);
    }
}
