package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.console.browser.LivedInBridge.Kind;

/** What a payload holds is text wherever it is shown, never part of the page. */
class MarkupTest {
    @RegisterExtension
    final Browser browser = new Browser();

    @ParameterizedTest
    @CsvSource({"/leads/%s", "/leads?q=markup@example.com", "/workbench/typeform?lead=%s"})
    void staysText(String path) {
        Visit visit = browser.open(path.formatted(browser.bridge().lead(Kind.MARKUP)));
        assertThat(visit.view()).containsText("<img src=x onerror=alert(1)>");
        assertThat(visit.view().locator("img, script, b:text-is('\"\\'&')")).hasCount(0);
    }
}
