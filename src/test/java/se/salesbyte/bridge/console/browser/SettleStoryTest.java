package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.salesbyte.bridge.testing.BridgeClient;

/** A lead of which nobody knows whether it was created, settled by a person who has looked. */
class SettleStoryTest {
    private static final String WHO = "Karin i support";
    private static final String WHY = "looked in SalesByte";

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void asDeliveredWithItsQuote() {
        String lead = browser.bridge().postUnknown("Ove Okänd");
        Visit visit = settling(lead, "delivered");
        visit.dialog().getByLabel(Words.in("en").of("settle.quote")).fill("4711");
        visit.sign(WHO, WHY);
        visit.confirm("settle.do").click();
        JsonNode delivered = settled(lead, "delivered", visit);
        assertThat(delivered.path("salesbyteId").asText()).isEqualTo("4711");
    }

    @Test
    void asDeliveredOnlyWithAQuote() {
        String lead = browser.bridge().postUnknown("Olle Okänd");
        Visit visit = settling(lead, "delivered");
        visit.confirm("settle.do").click();
        assertThat(visit.dialog()).isVisible();
        assertThat(client().lead(lead).path("state").asText()).isEqualTo("unknown");
    }

    @Test
    void asNotCreatedAndSentAgain() {
        String lead = browser.bridge().postUnknown("Olga Okänd");
        Visit visit = settling(lead, "not-created");
        visit.sign(WHO, WHY);
        visit.confirm("settle.do").click();
        client().awaitLead(lead, told -> told.path("attempts").size() == 2);
        saysWhoAndWhy(visit);
    }

    @Test
    void asDiscarded() {
        String lead = browser.bridge().postUnknown("Orvar Okänd");
        Visit visit = settling(lead, "discarded");
        visit.sign(WHO, WHY);
        visit.confirm("settle.do").click();
        settled(lead, "discarded", visit);
    }

    private Visit settling(String lead, String as) {
        Visit visit = browser.open("/leads/" + lead);
        visit.button("action.settle").click();
        assertThat(visit.dialog()).containsText(Words.in("en").of("settle.effect"));
        visit.dialog().getByLabel(Words.in("en").of("settle." + as)).check();
        return visit;
    }

    private JsonNode settled(String lead, String as, Visit visit) {
        JsonNode told = client().awaitState(lead, as);
        saysWhoAndWhy(visit);
        return told;
    }

    private static void saysWhoAndWhy(Visit visit) {
        assertThat(visit.section("lead.story")).containsText(WHO);
        assertThat(visit.section("lead.story")).containsText(WHY);
    }

    private BridgeClient client() {
        return browser.bridge().bridge().client();
    }
}
