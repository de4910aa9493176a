package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every view as everybody sees it; the pictures are in {@code target/screenshots}. */
class ViewsTest {
    @RegisterExtension
    final Browser browser = new Browser();

    @ParameterizedTest
    @EnumSource
    void isForEverybodyByDayByNightAndOnAPhone(View view) {
        Visit visit = shown(view, Visitor.AT_A_DESK);
        Page page = visit.page();
        SoftAssertions all = new SoftAssertions();
        all.assertThat(Axe.violations(page)).as("in the light").isEmpty();

        visit.become(Visitor.AT_NIGHT);
        Screenshots.take(page, view.fileName() + "-dark");
        all.assertThat(Axe.violationsOfColours(page)).as("in the dark").isEmpty();

        visit.become(Visitor.ON_A_PHONE);
        Screenshots.take(page, view.fileName() + "-phone");
        all.assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("width on a phone")
                .isEqualTo(Visitor.ON_A_PHONE.width());
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"LEADS_FOUND", "LEAD_RETRYING", "LEAD_REJECTED", "LEAD_ERASED"})
    void speaksSwedish(View view) {
        Page page = shown(view, Visitor.IN_SWEDISH).page();
        assertThat(page.locator("html")).hasAttribute("lang", "sv");
        assertThat(page.getByRole(AriaRole.NAVIGATION).first()).containsText("Översikt");
        assertThat(page.getByRole(AriaRole.MAIN).innerText())
                .doesNotContainPattern("undefined|NaN|Invalid Date|\\[object");
    }

    private Visit shown(View view, Visitor visitor) {
        Visit visit = browser.open(visitor, view.path(browser.bridge()));
        Locator.GetByRoleOptions first = new Locator.GetByRoleOptions().setLevel(1);
        assertThat(visit.view().getByRole(AriaRole.HEADING, first)).isVisible();
        assertThat(visit.view()).not().containsText(Words.in(visitor.language()).of("loading"));
        Screenshots.take(visit.page(), view.fileName() + "-" + visitor);
        return visit;
    }
}
