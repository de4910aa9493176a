package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What one sees first: how it goes, and what needs a person. */
class OverviewStoryTest {
    @RegisterExtension
    final Browser browser = new Browser();

    @TempDir
    Path folder;

    @Test
    void whatNeedsAPersonComesFirstAndLeadsToItsLeads() {
        Visit visit = browser.open("/");
        Locator needs = visit.section("overview.needs").getByRole(AriaRole.LISTITEM);
        assertThat(needs.first()).containsText(Words.in("en").of("needs.unknown"));

        Locator rejected = needs.filter(new Locator.FilterOptions()
                .setHasText("typeform")
                .setHasText(Pattern.compile("422.*customer_email.*typeform", Pattern.DOTALL)));
        rejected.getByRole(AriaRole.LINK).first().click();
        assertThat(visit.page()).hasURL(Pattern.compile(".*/leads\\?.*state=failed.*"));
        assertThat(visit.view().getByRole(AriaRole.LIST)).containsText("Felicia Fel");
    }

    @Test
    void aLeadThatComesInShowsWithoutAReload() {
        Visit visit = browser.open("/");
        Locator needs = visit.section("overview.needs").getByRole(AriaRole.LISTITEM);
        assertThat(needs.first()).isVisible();
        Locator fromElementor = needs.filter(new Locator.FilterOptions().setHasText("elementor"));
        assertThat(fromElementor).hasCount(0);
        visit.page().evaluate("window.notReloaded = true");

        SandboxBridge bridge = browser.bridge().bridge();
        bridge.in("failed", bridge.elementor(Person.of("Live Larsson", "422")));
        assertThat(fromElementor).containsText("422");
        assertThat(visit.page().evaluate("window.notReloaded")).isEqualTo(true);
    }

    @Test
    void nothingMovesUnderTheMouse() {
        Visit visit = browser.open("/");
        Locator needs = visit.section("overview.needs").getByRole(AriaRole.LISTITEM);
        Locator first = needs.first().getByRole(AriaRole.LINK).first();
        String what = first.getAttribute("href");
        first.hover();

        SandboxBridge bridge = browser.bridge().bridge();
        for (String name : List.of("Mus Ask", "Mus Bok", "Mus Ek", "Mus Lind")) { // more than any other unknown ones
            bridge.in("unknown", bridge.zapier(Person.of(name, "plain"), false));
        }
        Locator fromZapier = needs.filter(new Locator.FilterOptions().setHasText("zapier-generic"));
        assertThat(fromZapier).containsText("4");
        assertThat(first).hasAttribute("href", what);
        visit.page().getByRole(AriaRole.BANNER).hover();
        bridge.in("delivered", bridge.zapier(Person.of("Mus Rönn", ""), false));
        assertThat(needs.first()).containsText("zapier-generic");
    }

    @Test
    void theChartShowsADayOrAWeekAndIsATableToo() {
        Visit visit = browser.open("/");
        Locator received = visit.section("overview.received");
        assertThat(received.getByRole(AriaRole.IMG)).isVisible();
        assertThat(visit.button("overview.day")).hasAttribute("aria-pressed", "true");
        visit.button("overview.week").click();
        assertThat(visit.button("overview.week")).hasAttribute("aria-pressed", "true");
        received.locator("summary").click();
        assertThat(received.getByRole(AriaRole.TABLE).getByRole(AriaRole.ROW)).hasCount(29);
    }

    @Test
    void aPausedProfileIsResumedWithOneButton() {
        try (SandboxBridge paused = new SandboxBridge(folder, Clock.systemUTC())) {
            for (int i = 0; i < 5; i++) {
                paused.in("failed", paused.form(Person.of("Nils Nekad " + "abcde".charAt(i), "404-uuid")));
            }
            String waits = paused.waiting("paused", paused.form(Person.of("Vera Väntar", "")));
            Visit visit = browser.open(Visitor.AT_A_DESK, paused.management(), "/");
            assertThat(visit.button("flow.resume")).isVisible();
            Screenshots.take(visit.page(), "overview-paused-light");
            visit.button("flow.resume").click();
            assertThat(visit.dialog()).containsText(Words.in("en").of("flow.resume-effect"));
            visit.confirm("flow.resume").click();
            assertThat(visit.button("flow.resume")).hasCount(0);
            paused.in("delivered", waits);
        }
    }

    @Test
    void saysSoWhenTheBridgeIsNotHeardAnyMore() {
        Visit visit;
        try (SandboxBridge stopping = new SandboxBridge(folder, Clock.systemUTC())) {
            visit = browser.open(Visitor.AT_A_DESK, stopping.management(), "/").expecting("net::ERR_");
            assertThat(visit.section("overview.now")).isVisible();
            assertThat(visit.page().getByRole(AriaRole.ALERT)).hasCount(0);
        }
        assertThat(visit.page().getByRole(AriaRole.ALERT))
                .hasText(Words.in("en").of("not-connected"));
        assertThat(visit.section("overview.now")).isVisible();
    }
}
