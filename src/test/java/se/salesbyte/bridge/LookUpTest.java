package se.salesbyte.bridge;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.InDoubt;
import se.salesbyte.bridge.testing.SettableClock;

/** What SalesByte's list of quotes says of a lead whose call left it in doubt. */
@Timeout(60)
class LookUpTest {
    private static final String EMAIL = "ada@example.com";
    private static final String NAME = "Ada Lovelace";

    @TempDir
    Path folder;

    private InDoubt in;

    @BeforeEach
    void start() {
        in = new InDoubt(folder);
    }

    @AfterEach
    void stop() {
        in.close();
    }

    @Test
    void findsAtOnceWhatWasCreatedAndTellsTheCallback() {
        in.salesByte.createsAndDrops();
        String lead = in.ada();
        JsonNode delivered = in.client().awaitState(lead, "delivered");
        assertThat(delivered.path("salesbyteId").asText()).isEqualTo("701");
        assertThat(delivered.path("failure").isNull()).isTrue();
        assertThat(delivered.path("attempts")).hasSize(1);
        assertThat(in.lookUps(lead, 1)).singleElement().asString().contains("found", "701");
        JsonObject event = in.told(1).get(0);
        assertThat(in.told()).containsExactly("lead.delivered");
        assertThat(event.getJsonObject("data").getJsonObject("salesbyte").encode())
                .isEqualTo("{\"id\":701,\"links\":{\"edit\":\"https://app.salesbyte.example/offerter/701\"}}");
        assertThat(in.salesByte.requests()).hasSize(1);
        assertThat(in.salesByte.asked().get(0))
                .startsWith("/api/quotes?created_from=2026-11-19&created_to=2026-11-21&sort_by=created_at")
                .endsWith("Bearer " + InDoubt.TOKEN);
        assertThat(delivered.toString()).doesNotContain(InDoubt.TOKEN);
    }

    @Test
    void sendsAgainWhatIsAbsentTwiceFromAListThatShowsALaterLead() {
        in.salesByte.drops();
        String lead = in.ada();
        assertThat(in.lookUps(lead, 1).get(0)).contains("not found", "asked again at 2026-11-20T09:16:00Z");
        JsonNode waiting = in.client().lead(lead);
        assertThat(waiting.path("state").asText()).isEqualTo("unknown");
        assertThat(waiting.path("waiting").asText()).isEqualTo("verify");
        in.eve();
        in.advance(ofSeconds(60));
        assertThat(in.client().awaitState(lead, "retrying").path("nextAt").asText())
                .startsWith("2026-11-20T09:16:0");
        assertThat(in.lookUps(lead, 2).get(1)).contains("not found", "later lead as quote 701");
        in.advance(ofSeconds(7));
        in.client().awaitState(lead, "delivered");
        assertThat(in.told(2)).hasSize(2);
        assertThat(in.told()).containsOnly("lead.delivered");
    }

    @Test
    void findsAtTheSecondAskWhatWasNotShownAtTheFirst() {
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.salesByte.has(NAME, EMAIL, null, ofSeconds(0));
        in.advance(ofSeconds(60));
        in.client().awaitState(lead, "delivered");
    }

    @Test
    void holdsWhatIsAbsentFromAListThatShowsOlderLeadsOnlyAndTellsAPersonOnce() {
        in.eve();
        in.advance(ofSeconds(5));
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        assertThat(in.told(1)).hasSize(1);
        in.advance(ofSeconds(60));
        JsonNode unknown =
                in.client().awaitLead(lead, found -> found.path("waiting").isNull());
        assertThat(unknown.path("state").asText()).isEqualTo("unknown");
        assertThat(unknown.at("/failure/message").asText()).contains("no answer", "shows no later lead");
        assertThat(in.told(2)).hasSize(2);
        in.advance(ofHours(2));
        assertThat(in.told()).containsExactly("lead.delivered", "lead.unknown");
        assertThat(in.salesByte.requests()).hasSize(2);
    }

    @Test
    void leavesTwoThatMayBeItToAPerson() {
        in.salesByte.createsAndDrops();
        in.salesByte.has("ADA  lovelace", "Ada@Example.com", null, ofSeconds(30));
        JsonNode unknown = in.client().awaitLead(in.ada(), InDoubt::isLeftToAPerson);
        assertThat(unknown.at("/failure/message").asText()).contains("701", "702");
    }

    @Test
    void takesNoQuoteThatIsAnotherLeadsOfOurs() {
        in.client().awaitState(in.ada(), "delivered");
        in.salesByte.drops();
        String lead = in.ada();
        assertThat(in.lookUps(lead, 1).get(0)).contains("not found");
        in.eve();
        in.advance(ofSeconds(60));
        in.client().awaitState(lead, "retrying");
    }

    @Test
    void takesNoQuoteThatEitherOfTwoLeadsInDoubtMayHaveMade() {
        in.salesByte.drops();
        String first = in.ada();
        in.lookUps(first, 1);
        in.salesByte.createsAndDrops();
        String second = in.ada();
        in.lookUps(second, 1);
        in.advance(ofSeconds(60));
        for (String lead : new String[] {first, second}) {
            JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
            assertThat(unknown.at("/failure/message").asText()).contains("another lead in doubt", "701");
        }
        assertThat(in.salesByte.requests()).hasSize(2);
    }

    @Test
    void holdsRatherThanResendsWhatSomebodyWithAnotherNameMayBe() {
        in.salesByte.drops();
        in.salesByte.has("Augusta", EMAIL, null, ofSeconds(0));
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.eve();
        in.advance(ofSeconds(60));
        JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
        assertThat(unknown.at("/failure/message").asText()).contains("another name", "701");
    }

    @Test
    void recognisesAPhoneHoweverItIsWritten() {
        in.salesByte.drops();
        in.salesByte.has("Grace  HOPPER", null, "0046 70-174 06 05", ofSeconds(0));
        String lead = in.client()
                .postForm("form-token", "{\"name\":\"Grace Hopper\",\"phone\":\"070-174 06 05\"}")
                .leadId();
        assertThat(in.client().awaitState(lead, "delivered").path("salesbyteId").asText())
                .isEqualTo("701");
    }

    @Test
    void asksNothingOfALeadThatHasNothingToBeFoundBy() {
        in.salesByte.createsAndDrops();
        String lead = in.client().postForm("form-token", "{\"name\":\"Ada\"}").leadId();
        JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
        assertThat(unknown.at("/failure/message").asText()).contains("neither e-mail nor phone");
    }

    @Test
    void isCertainByItsMarkerHoweverManyMayBeIt() {
        in.restartWith(
                "salesbyte.marker-field",
                "custom_field_10",
                "salesbyte.lead.custom-field-10",
                "loses its place to the marker");
        in.salesByte.has(NAME, EMAIL, null, ofSeconds(1));
        in.salesByte.createsAndDrops();
        in.salesByte.has(NAME, EMAIL, null, ofSeconds(0));
        String lead = in.ada();
        JsonNode delivered = in.client().awaitState(lead, "delivered");
        assertThat(in.salesByte.requests().get(0).getString("custom_field_10_content"))
                .isEqualTo(lead + "-1");
        assertThat(delivered.path("salesbyteId").asText()).isEqualTo("703");
        assertThat(delivered.at("/request/custom_field_10_content").asText()).isEqualTo(lead + "-1");
    }

    @Test
    void isNotWhatAnotherLeadHasMarked() {
        in.restartWith("salesbyte.marker-field", "custom_field_10");
        String other = in.eve();
        in.salesByte.drops();
        in.salesByte.has(NAME, EMAIL, null, ofSeconds(0));
        in.salesByte.quotes().get(0).put("custom_fields", new JsonObject().put("Label", other));
        assertThat(in.lookUps(in.ada(), 1).get(0)).contains("not found");
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, -5, 0, 61})
    void goesBySalesBytesOwnClock(int minutesAhead) {
        in.salesByte.hasItsOwnClock(ofMinutes(minutesAhead));
        in.salesByte.has(NAME, EMAIL, null, ofMinutes(2));
        in.salesByte.createsAndDrops();
        assertThat(in.client()
                        .awaitState(in.ada(), "delivered")
                        .path("salesbyteId")
                        .asText())
                .isEqualTo("702");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void settlesAServerErrorByWhatSalesByteHas(boolean created) {
        in.salesByte.answers(504, "<h1>Gateway Timeout</h1>", created);
        String lead = in.ada();
        if (!created) {
            in.lookUps(lead, 1);
            in.eve();
            in.advance(ofSeconds(60));
        }
        in.client().awaitState(lead, created ? "delivered" : "retrying");
        assertThat(in.told()).doesNotContain("lead.unknown", "lead.failed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsWhatWasAcceptedSomewhereAndNeverSendsItAgain(boolean created) {
        in.salesByte.answers(200, "Quote created", created);
        String lead = in.ada();
        if (created) {
            in.client().awaitState(lead, "delivered");
        } else {
            in.lookUps(lead, 1);
            in.eve();
            in.advance(ofSeconds(60));
            in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
            in.advance(ofHours(1));
            assertThat(in.client().lead(lead).path("state").asText()).isEqualTo("unknown");
        }
    }

    @Test
    void failsAsExhaustedWhatIsAbsentAfterItsLastAttempt() {
        in.restartWith("bridge.retry.schedule", "5s");
        in.salesByte.answers(503, "", false).drops();
        String lead = in.ada();
        in.client().awaitState(lead, "retrying");
        in.advance(ofSeconds(7));
        in.lookUps(lead, 1);
        in.eve();
        in.advance(ofSeconds(60));
        JsonNode failed = in.client().awaitState(lead, "failed");
        assertThat(failed.at("/failure/reason").asText()).isEqualTo("exhausted");
        in.told(2);
        assertThat(in.told()).containsExactlyInAnyOrder("lead.delivered", "lead.failed");
    }

    @Test
    void settlesLeadsInTheSandboxToo(@TempDir Path sandbox) {
        BridgeHome home = new BridgeHome(sandbox).set("salesbyte.api-token", "sandbox");
        SettableClock clock = new SettableClock(Instant.parse("2026-11-20T09:15:00Z"));
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, clock)) {
            String lead = bridge.client()
                    .postForm("sandbox", "{\"name\":\"Ada\",\"email\":\"ada+drop-after-create@example.com\"}")
                    .leadId();
            JsonNode delivered = bridge.client().awaitState(lead, "delivered");
            assertThat(delivered.at("/salesbyte/links/edit").asText()).contains("/offerter/");
        }
    }
}
