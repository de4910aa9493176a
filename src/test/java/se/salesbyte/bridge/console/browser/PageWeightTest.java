package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page costs a phone on the road. */
class PageWeightTest {
    private static final int LIMIT = 150_000;

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void loadsLessThan150KilobytesOverTheWire() {
        Visit visit = browser.open("/");
        for (View view : List.of(View.LEAD_DELIVERED, View.WORKBENCH)) {
            visit.go(view.path(browser.bridge()));
            assertThat(visit.view().getByRole(AriaRole.HEADING).first()).isVisible();
        }
        Map<String, Integer> files = new TreeMap<>();
        for (Request request : visit.requests()) {
            String path = URI.create(request.url()).getPath();
            if (path.startsWith("/console/") || request.isNavigationRequest()) {
                int bytes = request.sizes().responseBodySize + request.sizes().responseHeadersSize;
                files.merge(request.isNavigationRequest() ? "the document" : path, bytes, Math::max); // later: 304
            }
        }
        assertThat(files).containsKeys("the document", "/console/app.js", "/console/lit-html/lit-html.js");
        assertThat(files.values().stream().mapToInt(Integer::intValue).sum())
                .as(files.toString())
                .isLessThan(LIMIT);
    }
}
