package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.salesbyte.bridge.console.browser.LivedInBridge.Kind;

/** One lead: understood, and sent once more. */
class LeadStoryTest {
    private static final String WHO = "Karin i support";
    private static final String WHY = "the customer called";

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void tellsWhatHappenedAndShowsWhatItWasAndBecame() {
        Visit visit = browser.open("/leads/" + browser.bridge().lead(Kind.CALLED_BACK));
        assertThat(visit.view().getByRole(AriaRole.HEADING).first()).hasText("Jane Österberg");
        Locator story = visit.section("lead.story").getByRole(AriaRole.LISTITEM);
        assertThat(story.first()).containsText(Words.in("en").of("story.accepted"));
        assertThat(story.last()).containsText("lead.delivered");

        Locator panes = visit.section("lead.panes");
        assertThat(panes).containsText("form_response");
        assertThat(panes).containsText("customer_name");
        assertThat(panes).containsText("customer_view");
        assertThat(visit.section("lead.attempts").getByRole(AriaRole.ROW)).hasCount(2);
    }

    @Test
    void namesTheFieldsThatWereRejected() {
        Visit visit = browser.open("/leads/" + browser.bridge().lead(Kind.REJECTED));
        assertThat(visit.section("lead.now")).containsText("customer_email");
        assertThat(visit.section("lead.now")).containsText("422");
    }

    @Test
    void namesThePlaceInTheMappingThatFailed() {
        Visit visit = browser.open("/leads/" + browser.bridge().lead(Kind.MAPPING_FAULT));
        assertThat(visit.section("lead.now")).containsText("routes/mappings/showroom.jsonata:3:");
    }

    @Test
    void replayOfADeliveredLeadSaysWhatItDoesBeforeItDoesIt() {
        SandboxBridge bridge = browser.bridge().bridge();
        String lead = bridge.calledBack(bridge.form(Person.of("Dubbel Danielsson", "")));
        String quote = bridge.client().lead(lead).path("salesbyteId").asText();
        Visit visit = browser.open("/leads/" + lead);

        visit.button("action.replay").click();
        assertThat(visit.dialog()).containsText(quote);
        assertThat(visit.dialog()).containsText("Dubbel Danielsson");
        Screenshots.take(visit.page(), "dialog-replay-light");
        assertThat(Axe.violations(visit.page())).isEmpty();
        visit.confirm("cancel").click();
        assertThat(visit.dialog()).hasCount(0);
        assertThat(bridge.client().lead(lead).path("attempts")).hasSize(1);

        visit.button("action.replay").click();
        visit.sign(WHO, WHY);
        visit.confirm("replay.anyway").click();
        bridge.client().awaitLead(lead, told -> told.path("attempts").size() == 2);
        assertThat(visit.section("lead.attempts").getByRole(AriaRole.ROW)).hasCount(3);
        saysWhoAndWhy(visit);
    }

    @Test
    void aCorrectedLeadIsSentAndKeepsTheDifference() {
        String lead = browser.bridge().postRejected("Ture Tokig");
        Visit visit = browser.open("/leads/" + lead);

        visit.button("action.edit").click();
        visit.dialog().getByLabel("customer_email").fill("ture@example.com");
        visit.sign(WHO, WHY);
        visit.confirm("edit.do").click();
        JsonNode delivered = browser.bridge().bridge().client().awaitState(lead, "delivered");
        assertThat(delivered.at("/request/customer_email").asText()).isEqualTo("ture@example.com");
        Locator runs = visit.section("lead.runs");
        assertThat(runs).containsText("ture.tokig+422@example.com");
        assertThat(runs).containsText("ture@example.com");
        saysWhoAndWhy(visit);
    }

    @Test
    void onePossibleDuplicateIsSent() {
        String lead = possibleDuplicate("Tvilling Tord");
        Visit visit = browser.open("/leads/" + lead);
        visit.button("action.send").click();
        visit.sign(WHO, WHY);
        visit.confirm("replay.do").click();
        browser.bridge().bridge().in("delivered", lead);
        saysWhoAndWhy(visit);
    }

    @Test
    void anotherPossibleDuplicateIsDiscarded() {
        String lead = possibleDuplicate("Tvilling Tora");
        Visit visit = browser.open("/leads/" + lead);
        visit.button("action.discard").click();
        assertThat(visit.dialog()).containsText("Tvilling Tora");
        visit.sign(WHO, WHY);
        visit.confirm("discard.do").click();
        browser.bridge().bridge().in("discarded", lead);
        saysWhoAndWhy(visit);
    }

    @Test
    void aPersonIsErasedForGood() {
        SandboxBridge bridge = browser.bridge().bridge();
        String lead = bridge.calledBack(bridge.form(Person.of("Radera Rydberg", "")));
        Visit visit = browser.open("/leads/" + lead);
        visit.button("action.erase").click();
        Screenshots.take(visit.page(), "dialog-erase-light");
        visit.confirm("erase.do").click();
        assertThat(visit.dialog()).isVisible();
        visit.dialog().getByRole(AriaRole.CHECKBOX).check();
        visit.confirm("erase.do").click();
        bridge.in("erased", lead);
        assertThat(visit.view()).not().containsText("Rydberg");
    }

    private String possibleDuplicate(String name) {
        SandboxBridge bridge = browser.bridge().bridge();
        bridge.in("delivered", bridge.form(Person.of(name, "")));
        return bridge.waiting("possible-duplicate", bridge.typeform(Person.of(name, "")));
    }

    private static void saysWhoAndWhy(Visit visit) {
        assertThat(visit.section("lead.story")).containsText(WHO);
        assertThat(visit.section("lead.story")).containsText(WHY);
    }
}
