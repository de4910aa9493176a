package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.salesbyte.bridge.console.browser.LivedInBridge.Kind;

/** The console without a mouse. */
class KeyboardTest {
    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void theFirstTabLeadsPastTheMenu() {
        Visit visit = browser.open("/sources");
        assertThat(visit.view().getByRole(AriaRole.ROW).first()).isVisible();
        visit.page().keyboard().press("Tab");
        assertThat(visit.page().getByText(Words.in("en").of("skip-to-content"))).isFocused();
        visit.page().keyboard().press("Enter");
        assertThat(visit.view().getByRole(AriaRole.ROW).first()).isVisible();
        visit.page().keyboard().press("Tab");
        assertThat(visit.view().locator(":focus")).isVisible();
    }

    @Test
    void theSkipLinkLeavesTheViewAsItIs() {
        Visit visit = browser.open("/sources");
        visit.view().getByRole(AriaRole.BUTTON).last().click();
        Locator unused = visit.view().getByText("tally", new Locator.GetByTextOptions().setExact(true));
        assertThat(unused).isVisible();
        visit.page().getByText(Words.in("en").of("skip-to-content")).press("Enter");
        assertThat(visit.page()).hasURL(Pattern.compile(".*/sources(#main)?"));
        visit.page().keyboard().press("Tab");
        assertThat(visit.view().locator(":focus")).isVisible();
        assertThat(unused).isVisible();
    }

    @Test
    void aDialogIsOpenedCalledOffAndLeft() {
        Visit visit = browser.open("/leads/" + browser.bridge().lead(Kind.CALLED_BACK));
        Locator replay = visit.button("action.replay");
        replay.focus();
        visit.page().keyboard().press("Enter");
        assertThat(visit.dialog()).isVisible();
        assertThat(visit.dialog().locator(":focus")).isVisible();
        visit.page().keyboard().press("Escape");
        assertThat(visit.dialog()).hasCount(0);
        assertThat(replay).isFocused();
    }

    @Test
    void singleKeysAreToldAndSwitchedOff() {
        Visit visit = browser.open("/sources");
        Keyboard keyboard = visit.page().keyboard();
        assertThat(visit.view().getByRole(AriaRole.ROW).first()).isVisible();
        keyboard.press("?");
        assertThat(visit.dialog()).containsText(Words.in("en").of("keys./"));
        visit.dialog().getByRole(AriaRole.CHECKBOX).uncheck();
        visit.confirm("close").click();

        keyboard.press("/");
        keyboard.press("?");
        assertThat(visit.dialog()).hasCount(0);
        assertThat(visit.page()).hasURL(Pattern.compile(".*/sources"));
    }
}
