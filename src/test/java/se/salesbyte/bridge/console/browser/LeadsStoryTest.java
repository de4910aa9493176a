package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.console.browser.LivedInBridge.Kind;

/** "Where is Märta's lead?", from the question to the lead. */
class LeadsStoryTest {
    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void findsALeadAsItsNameIsTyped() {
        Visit visit = browser.open("/leads");
        assertThat(leads(visit)).hasCount(50);
        search(visit).pressSequentially("ängsö");
        assertThat(leads(visit)).hasCount(1);
        assertThat(leads(visit)).containsText("Märta Ängsö Åström");
        assertThat(visit.page()).hasURL(Pattern.compile(".*[?&]q=%C3%A4ngs%C3%B6.*"));

        visit.page().reload();
        assertThat(search(visit)).hasValue("ängsö");
        assertThat(leads(visit)).hasCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane öster",
                "österberg BYGG",
                "jane.osterberg@exa",
                "031-701 22 33",
                "+46 31 701 22 33",
                "0317012"
            })
    void findsALeadByPartOfWhatIsKnownOfIt(String known) {
        Visit visit = browser.open("/leads");
        assertThat(leads(visit)).hasCount(50);
        search(visit).fill(known);
        assertThat(leads(visit)).hasCount(2); // she asked twice
        assertThat(leads(visit).first()).containsText("Jane Österberg");
        assertThat(leads(visit).last()).containsText("Jane Österberg");
    }

    @Test
    void findsALeadByEachOfItsIds() {
        LivedInBridge bridge = browser.bridge();
        JsonNode lead = bridge.bridge().client().lead(bridge.lead(Kind.CALLED_BACK));
        Visit visit = browser.open("/leads");
        for (String id : List.of("id", "eventId", "salesbyteId")) {
            search(visit).fill("");
            assertThat(leads(visit)).hasCount(50);
            search(visit).fill(lead.path(id).asText());
            assertThat(leads(visit)).hasCount(1);
            assertThat(leads(visit)).containsText("Jane Österberg");
        }
    }

    @Test
    void saysSoWhenNothingIsFound() {
        Visit visit = browser.open("/leads");
        search(visit).fill("nobody of that name");
        assertThat(visit.view()).containsText(Words.in("en").of("leads.none-found"));
    }

    @Test
    void aLinkRestoresTheFilters() {
        Visit visit = browser.open("/leads?state=failed&source=typeform&reason=rejected&q=felicia");
        assertThat(leads(visit)).hasCount(1);
        assertThat(leads(visit)).containsText("Felicia Fel");
        assertThat(search(visit)).hasValue("felicia");
        assertThat(visit.choice("filter.state")).hasValue("failed");
        assertThat(visit.choice("filter.source")).hasValue("typeform");
        assertThat(visit.choice("filter.reason")).hasValue("rejected");
    }

    @Test
    void isUsedByTheKeyboardAlone() {
        Visit visit = browser.open("/");
        Page page = visit.page();
        assertThat(visit.view().getByRole(AriaRole.HEADING).first()).isVisible();
        page.keyboard().press("/");
        assertThat(page).hasURL(Pattern.compile(".*/leads"));
        assertThat(leads(visit)).hasCount(50);
        assertThat(search(visit)).isFocused();

        page.keyboard().type("fel");
        assertThat(leads(visit)).hasCount(3);
        page.keyboard().press("ArrowDown");
        assertThat(leads(visit).nth(0)).isFocused();
        page.keyboard().press("j");
        assertThat(leads(visit).nth(1)).isFocused();
        page.keyboard().press("k");
        page.keyboard().press("ArrowDown");
        assertThat(leads(visit).nth(1)).isFocused();

        page.keyboard().press("Enter");
        assertThat(visit.view().getByRole(AriaRole.HEADING).first()).hasText("Fredrik Fel");
        page.keyboard().press("Escape");
        assertThat(search(visit)).hasValue("fel");
        assertThat(leads(visit)).hasCount(3);
    }

    @Test
    void whatComesInWaitsWhileSomebodyIsAtTheList() {
        Visit visit = browser.open("/leads");
        leads(visit).first().focus();
        Locator first = leads(visit).first();
        String before = first.textContent();
        SandboxBridge bridge = browser.bridge().bridge();
        bridge.in("delivered", bridge.form(Person.of("Nykomling Nilsson", "")));

        Locator fresh = visit.button("leads.fresh", 1);
        assertThat(fresh).isVisible();
        assertThat(first).hasText(before);
        fresh.click();
        assertThat(first).containsText("Nykomling Nilsson");
    }

    @Test
    void moreAreShownOnDemand() {
        Visit visit = browser.open("/leads");
        assertThat(leads(visit)).hasCount(50);
        visit.button("more").click();
        assertThat(leads(visit).nth(99)).isVisible();
    }

    private static Locator search(Visit visit) {
        return visit.view().getByRole(AriaRole.SEARCHBOX);
    }

    private static Locator leads(Visit visit) {
        return visit.view().getByRole(AriaRole.LIST).getByRole(AriaRole.LINK);
    }
}
