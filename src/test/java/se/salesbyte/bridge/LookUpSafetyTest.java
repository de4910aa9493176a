package se.salesbyte.bridge;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.InDoubt;

/** That nothing is sent twice because of what SalesByte's list of quotes seems to say. */
@Timeout(60)
class LookUpSafetyTest {
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void sendsNothingAgainBecauseTheClockWasSetBackAfterTheCall(int hoursLater) {
        in.salesByte.pagesOf(1).hasItsOwnClock(ofHours(-1)).quotesApiAnswers(503, "");
        in.salesByte.createsAndDrops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.eve();
        in.salesByte.hasItsOwnClock(Duration.ZERO);
        in.advance(ofHours(-1));
        in.advance(ofSeconds(10));
        in.lookUps(lead, 2);
        in.salesByte.beforeTheNextListing(in::eve);
        in.advance(ofSeconds(61).plusHours(hoursLater));
        assertThat(leftToAPerson(lead)).contains("quote 701", "of another time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10:15:00", "04:15:00"})
    void sendsNothingAgainWhereQuotesAreDatedByTheTimeOfSomeOtherPlace(String time) {
        String local = "2026-11-20 " + time;
        Runnable dated = () -> in.salesByte.quotes().forEach(quote -> quote.put("created_at", local));
        in.salesByte.hasItsOwnClock(Duration.ZERO).createsAndDrops().beforeTheNextListing(dated);
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.eve();
        in.salesByte.beforeTheNextListing(dated);
        in.advance(ofSeconds(61));
        assertThat(leftToAPerson(lead)).contains("quote 701", "of another time");
    }

    @Test
    void takesNoQuoteForProofWhoseTimeIsNotThatOfItsOwnCall() {
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.eve();
        in.salesByte.quotes().get(0).put("created_at", "2026-11-20T08:15:00Z");
        in.advance(ofSeconds(61));
        assertThat(leftToAPerson(lead)).contains("proves nothing");
    }

    @Test
    void takesNoQuoteThatCameHoursAfterTheCall() {
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.salesByte.beforeTheNextListing(() -> in.salesByte.has(NAME, EMAIL, null, ofSeconds(10)));
        in.restart(ofHours(5));
        assertThat(leftToAPerson(lead)).contains("quote 701", "of another time");
    }

    @Test
    void findsByItsMarkerWhatSomebodyHasCorrectedMeanwhile() {
        markLeads();
        in.salesByte.createsAndDrops();
        in.salesByte.beforeTheNextListing(
                () -> in.salesByte.quotes().get(0).put("customer_email", "ada.lovelace@example.com"));
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.eve();
        in.advance(ofSeconds(61));
        assertThat(in.client().awaitState(lead, "delivered").path("salesbyteId").asText())
                .isEqualTo("701");
    }

    @Test
    void leavesItToAPersonWhereAQuoteDoesNotShowItsMarker() {
        markLeads();
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.eve();
        in.salesByte.has("Somebody", "somebody@example.com", null, ofSeconds(0));
        in.salesByte.quotes().get(0).remove("key");
        in.advance(ofSeconds(61));
        assertThat(leftToAPerson(lead)).contains("does not show whose", "702");
    }

    @Test
    void takesNoQuoteByItsCustomerAloneThatDoesNotShowItsMarker() {
        markLeads();
        in.salesByte.createsAndDrops();
        in.salesByte.beforeTheNextListing(() -> in.salesByte.quotes().get(0).remove("key"));
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.advance(ofSeconds(61));
        assertThat(leftToAPerson(lead)).contains("quote 701", "does not show whose");
    }

    @Test
    void leavesItToAPersonWhereNoQuoteShowsMarkersAtAll() {
        markLeads();
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.eve();
        in.salesByte.quotes().get(0).remove("custom_fields");
        in.advance(ofSeconds(61));
        assertThat(leftToAPerson(lead)).contains("proves nothing");
    }

    @Test
    void leavesItToAPersonWhereItsQuoteWasGivenToAnotherLead() {
        markLeads();
        in.salesByte.createsAndDrops().quotesApiAnswers(503, "");
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.salesByte.answers(422, "{}", false);
        String other = in.post("Bo", "bo@example.com");
        in.client().awaitState(other, "failed");
        assertThat(in.client()
                        .call("POST", "/api/leads/" + other + "/resolve", "{\"as\":\"delivered\",\"salesbyteId\":701}")
                        .status())
                .isEqualTo(200);
        in.advance(ofSeconds(7));
        in.lookUps(lead, 2);
        in.advance(ofSeconds(61));
        assertThat(leftToAPerson(lead)).contains("quote 701 has the id of this lead");
    }

    @Test
    void takesNoQuoteThatALeadHadBeforeItWasReplayed() {
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        String replayed = in.ada();
        in.client().awaitState(replayed, "delivered");
        in.salesByte.answers(422, "{}", false);
        replay(replayed);
        in.client().awaitState(replayed, "failed");
        in.advance(ofSeconds(61));
        in.lookUps(lead, 2);
        assertThat(in.client().lead(lead).path("state").asText()).isEqualTo("retrying");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesNotTheQuoteOfTheRunBeforeForWhatAReplayCameTo(boolean marked) {
        if (marked) {
            markLeads();
        }
        String lead = in.ada();
        in.client().awaitState(lead, "delivered");
        in.advance(ofSeconds(30));
        in.salesByte.drops();
        replay(lead);
        assertThat(in.lookUps(lead, 1).get(0)).contains("not found");
        in.eve();
        in.advance(ofSeconds(61));
        in.client().awaitState(lead, "retrying");
        in.advance(ofSeconds(7));
        assertThat(in.client().awaitState(lead, "delivered").path("salesbyteId").asText())
                .isEqualTo("703");
    }

    @Test
    void findsByItsMarkerTheQuoteOfTheReplayAmongThoseOfTheLead() {
        markLeads();
        String lead = in.ada();
        in.client().awaitState(lead, "delivered");
        in.salesByte.createsAndDrops();
        replay(lead);
        in.lookUps(lead, 1);
        assertThat(in.client().awaitState(lead, "delivered").path("salesbyteId").asText())
                .isEqualTo("702");
        assertThat(in.salesByte.requests().get(1).getString("custom_field_10_content"))
                .isEqualTo(lead + "-2");
    }

    @Test
    void leavesItToAPersonWhereTheRunBeforeHasAQuoteThatNobodyKnewOf() {
        markLeads();
        in.salesByte.createsAndDrops().quotesApiAnswers(503, "");
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.salesByte.drops();
        replay(lead);
        assertThat(in.lookUps(lead, 2).get(1)).contains("quote 701 has the id of an earlier sending");
        in.advance(ofSeconds(61));
        JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
        assertThat(unknown.at("/failure/message").asText()).contains("quote 701 has the id of an earlier sending");
    }

    @Test
    void takesNoLeadOfAnotherProfileForProof() {
        in.restartWith("salesbyte.profiles.other.uuid", "OTHER", "salesbyte.profiles.other.quote-profile-id", "9");
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.restartWith("form.profile", "other");
        in.eve();
        in.advance(ofSeconds(61));
        assertThat(leftToAPerson(lead)).contains("proves nothing");
    }

    private void replay(String lead) {
        String asked = "{\"force\":true,\"reason\":\"asked for\"}";
        assertThat(in.client()
                        .call("POST", "/api/leads/" + lead + "/replay", asked)
                        .status())
                .isLessThan(300);
    }

    private void markLeads() {
        in.restartWith("salesbyte.marker-field", "custom_field_10");
    }

    /** Why it is; and nothing of the customer was sent a second time. */
    private String leftToAPerson(String lead) {
        JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
        in.advance(ofHours(1));
        in.eve();
        assertThat(in.client().lead(lead).path("state").asText()).isEqualTo("unknown");
        assertThat(in.salesByte.requests())
                .filteredOn(request -> NAME.equals(request.getString("customer_name")))
                .hasSize(1);
        return unknown.at("/failure/message").asText();
    }
}
