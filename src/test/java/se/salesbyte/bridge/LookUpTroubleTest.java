package se.salesbyte.bridge;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.InDoubt;

/** Looking up leads in doubt, while the Quotes API, the bridge or a person get in the way. */
@Timeout(60)
class LookUpTroubleTest {
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
    @ValueSource(ints = {401, 403})
    void stopsAskingWhereItIsNotLetInAndTellsSoOnce(int status) {
        in.salesByte.drops().drops().createsAndDrops();
        String pending = in.ada();
        in.lookUps(pending, 1);
        in.salesByte.quotesApiAnswers(status, "{\"message\":\"Unauthenticated.\"}");
        String refused = in.post("Bo", "bo@example.com");
        for (String lead : List.of(pending, refused)) {
            JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
            assertThat(unknown.at("/failure/message").asText()).contains("answered " + status, "salesbyte.api-token");
        }
        int asked = in.salesByte.asked().size();
        String held = in.post("Cy", "cy@example.com");
        in.client().awaitLead(held, InDoubt::isLeftToAPerson);
        in.eve();
        in.told(5);
        assertThat(in.told())
                .containsExactlyInAnyOrder(
                        "salesbyte.verify-off", "lead.unknown", "lead.unknown", "lead.unknown", "lead.delivered");
        assertThat(in.salesByte.asked()).hasSize(asked);
        in.restart(ofSeconds(1));
        in.salesByte.createsAndDrops();
        in.client().awaitState(in.post("Di", "di@example.com"), "delivered");
    }

    @ParameterizedTest
    @CsvSource({
        "500, '{\"message\":\"Server Error\"}', answered 500",
        "200, <html>, not with a list",
        "200, '{\"data\":[{}]}', not with a list",
        "302, '', answered 302",
        "404, '{}', answered 404"
    })
    void asksLaterWhatWasNotAnswered(int status, String body, String words) {
        in.salesByte.createsAndDrops().quotesApiAnswers(status, body, "Location", "/elsewhere");
        String lead = in.ada();
        assertThat(in.lookUps(lead, 1).get(0)).contains(words, "asked again at 2026-11-20T09:15:0");
        assertThat(in.salesByte.asked()).hasSize(1);
        in.advance(ofSeconds(7));
        in.client().awaitState(lead, "delivered");
        assertThat(in.told(1)).hasSize(1);
    }

    @Test
    void asksAgainAsSoonAsItMeantToWhenTheClockIsSetBack() {
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.advance(ofHours(1).negated());
        in.advance(ofSeconds(61));
        assertThat(in.lookUps(lead, 2)).hasSize(2);
    }

    @Test
    void asksNothingBeforeTheQuotesApiWantsToBeAsked() {
        in.salesByte.createsAndDrops().quotesApiAnswers(429, "", "Retry-After", "40");
        String lead = in.ada();
        assertThat(in.lookUps(lead, 1).get(0)).contains("answered 429", "09:15:40Z");
        in.salesByte.createsAndDrops();
        String other = in.post("Bo", "bo@example.com");
        in.client().awaitState(other, "unknown");
        in.advance(ofSeconds(39));
        in.eve();
        assertThat(in.salesByte.asked()).hasSize(1);
        in.advance(ofSeconds(1));
        in.client().awaitState(lead, "delivered");
        in.client().awaitState(other, "delivered");
    }

    @Test
    void waitsNoLongerForTheQuotesApiWhenTheClockIsSetBack() {
        in.salesByte.createsAndDrops().quotesApiAnswers(429, "", "Retry-After", "40");
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.advance(ofHours(1).negated());
        in.advance(ofSeconds(41));
        assertThat(in.lookUps(lead, 2)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aQuoteThatIsRefusedSaysNothingOfTheToken(int status) {
        in.restartWith("salesbyte.marker-field", "custom_field_10");
        in.salesByte.createsAndDrops().beforeTheNextListing(() -> {}).beforeTheNextListing(() -> {});
        in.salesByte.quotesApiAnswers(status, "");
        String ada = in.ada();
        assertThat(in.lookUps(ada, 1).get(0)).contains("does not show whose", "asked again at");
        in.advance(ofSeconds(61));
        in.client().awaitState(ada, "delivered");
        in.salesByte.createsAndDrops();
        in.client().awaitState(in.post("Bo", "bo@example.com"), "delivered");
        in.told(2);
        assertThat(in.told()).containsOnly("lead.delivered");
    }

    @ParameterizedTest
    @CsvSource({"500, answered 500", "200, not with a quote"})
    void aQuoteThatCannotBeReadHoldsUpOneLeadAlone(int status, String words) {
        in.restartWith("salesbyte.marker-field", "custom_field_10");
        in.salesByte.createsAndDrops().quotesApiAnswers(503, "");
        String ada = in.ada();
        in.lookUps(ada, 1);
        in.salesByte.createsAndDrops().quotesApiAnswers(503, "");
        String bo = in.post("Bo", "bo@example.com");
        in.lookUps(bo, 1);
        List<String> leads = List.of(ada, bo);
        in.salesByte.beforeTheNextListing(() -> {}).beforeTheNextListing(() -> {}); // its two pages
        in.salesByte.quotesApiAnswers(status, "");
        in.advance(ofSeconds(7));
        String bad = await().until(
                        () -> leads.stream()
                                .filter(lead -> in.lookUps(lead, 1).size() > 1)
                                .filter(lead -> in.client()
                                        .lead(lead)
                                        .path("state")
                                        .asText()
                                        .equals("unknown"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(in.lookUps(bad, 2).get(1)).contains(words, "asked again at");
        leads.stream().filter(lead -> !lead.equals(bad)).forEach(lead -> in.client()
                .awaitState(lead, "delivered"));
        in.advance(ofSeconds(73));
        in.client().awaitState(bad, "delivered");
        in.told(2);
        assertThat(in.told()).containsOnly("lead.delivered");
    }

    @Test
    void leavesItToAPersonWhenTheScheduleIsUsedUp() {
        in.salesByte.drops();
        for (int i = 0; i < 3; i++) {
            in.salesByte.quotesApiAnswers(500, "");
        }
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.advance(ofSeconds(7));
        in.lookUps(lead, 2);
        in.advance(ofSeconds(73));
        JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
        assertThat(unknown.at("/failure/message").asText()).contains("answered 500");
        in.told(1);
        in.advance(ofHours(5));
        assertThat(in.told()).containsExactly("lead.unknown");
    }

    @Test
    void goesOnAfterARestartBetweenTheAsks() {
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.restart(ofSeconds(30));
        in.eve();
        assertThat(in.client().lead(lead).path("waiting").asText()).isEqualTo("verify");
        assertThat(in.salesByte.asked()).hasSize(1);
        in.advance(ofSeconds(30));
        in.client().awaitState(lead, "retrying");
        assertThat(in.salesByte.asked()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void asksOnceAboutAllThatWaitWhenItStarts() {
        in.salesByte.drops().drops().drops();
        List<String> leads = List.of(in.ada(), in.post("Bo", "bo@example.com"), in.post("Cy", "cy@example.com"));
        leads.forEach(lead -> in.lookUps(lead, 1));
        leads.forEach(lead -> in.salesByte.has(
                in.client().lead(lead).at("/customer/name").asText(),
                in.client().lead(lead).at("/customer/email").asText(),
                null,
                ofSeconds(0)));
        in.salesByte.asked().clear();
        in.restart(ofMinutes(2));
        leads.forEach(lead -> in.client().awaitState(lead, "delivered"));
        assertThat(in.salesByte.asked())
                .filteredOn(asked -> asked.contains("page=1&") || asked.contains("page=1 "))
                .hasSize(1);
    }

    @Test
    void leavesAllToAPersonThatWaitsWhenTheTokenIsTakenAway() {
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.home.set("salesbyte.api-token", "");
        in.restart(ofSeconds(1));
        JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
        assertThat(unknown.at("/failure/message").asText()).contains("salesbyte.api-token is not set");
        in.told(1);
        assertThat(in.told()).containsExactly("lead.unknown");
    }

    @Test
    void changesNothingOfWhatAPersonSettlesMeanwhile() {
        String[] lead = new String[1];
        in.salesByte.createsAndDrops().beforeTheNextListing(() -> {
            await().until(() -> lead[0] != null);
            String path = "/api/leads/" + lead[0] + "/resolve";
            assertThat(in.client().call("POST", path, "{\"as\":\"discarded\"}").status())
                    .isEqualTo(200);
        });
        lead[0] = in.ada();
        JsonNode discarded = in.client().awaitState(lead[0], "discarded");
        in.eve();
        in.advance(ofSeconds(61));
        assertThat(in.client().lead(lead[0]).path("timeline")).hasSameSizeAs(discarded.path("timeline"));
        assertThat(in.client().manage("/observe/metrics").body()).doesNotContain("bridge_look_ups_total");
        in.told(1);
        assertThat(in.told()).containsExactly("lead.delivered");
    }

    @Test
    void pagesThroughTheListToTheEndOfTheTimeInQuestion() {
        in.salesByte.pagesOf(2);
        for (int i = 0; i < 7; i++) {
            in.salesByte.has("Old", "old@example.com", null, ofMinutes(20));
        }
        in.salesByte.has("Ada Lovelace", "ada@example.com", null, ofSeconds(0));
        for (int i = 0; i < 5; i++) {
            in.salesByte.has("New", "new@example.com", null, ofSeconds(-1));
        }
        in.salesByte.drops();
        in.client().awaitState(in.ada(), "delivered");
        assertThat(in.salesByte.asked())
                .filteredOn(asked -> asked.contains("page="))
                .hasSize(4); // five new ones and Ada on three pages, old ones on the fourth
    }

    @Test
    void readsListsWithoutEnvelopeAndIdsAsText() {
        in.salesByte.listsBare().createsAndDrops();
        assertThat(in.client()
                        .awaitState(in.ada(), "delivered")
                        .at("/salesbyte/id")
                        .asInt())
                .isEqualTo(701);
    }

    @Test
    void countsNothingAsAbsentWhereNewQuotesPushTheOldOnesDown() {
        in.salesByte.pagesOf(1);
        in.salesByte.drops();
        String lead = in.ada();
        in.lookUps(lead, 1);
        in.eve();
        in.salesByte.beforeTheNextListing(() -> {});
        in.salesByte.beforeTheNextListing(() -> in.salesByte.has("New", "new@example.com", null, ofSeconds(-1)));
        in.advance(ofSeconds(60));
        JsonNode unknown = in.client().awaitLead(lead, InDoubt::isLeftToAPerson);
        assertThat(unknown.at("/failure/message").asText()).contains("could not be read whole");
    }
}
