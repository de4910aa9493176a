package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.salesbyte.bridge.testing.BridgeClient;

/** Many leads once more: what it would do, how far it is, and enough of it. */
class ReplayManyStoryTest {
    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void showsThePlanAndThenHowItWent() {
        List<String> leads = post("Samling", "422x1", "failed", 3);
        Visit visit = browser.open("/leads?state=failed&q=samling");
        visit.page().getByText(words("leads.replay-these")).click();
        assertThat(visit.page()).hasURL(Pattern.compile(".*/replays\\?.*"));

        visit.button("many.plan").click();
        assertThat(visit.view()).containsText(words("plan.willSend"));
        Screenshots.take(visit.page(), "replays-plan-light");
        visit.page().getByText(words("many.do", 3)).click();
        assertThat(visit.dialog()).containsText(words("many.effect", 3));
        visit.sign("Karin i support", "the form is mended");
        visit.confirm("many.do", 3).click();

        assertThat(visit.page()).hasURL(Pattern.compile(".*/replays/[^?]+"));
        leads.forEach(lead -> browser.bridge().bridge().in("delivered", lead));
        assertThat(visit.view()).containsText(words("replay.progress", 3, 3));
        assertThat(visit.view()).containsText(words("replay.done"));
        Screenshots.take(visit.page(), "replay-done-light");
        assertThat(Axe.violations(visit.page())).isEmpty();
        for (String lead : leads) {
            assertThat(client().lead(lead).path("timeline").toString())
                    .contains("Karin i support", "the form is mended");
        }
    }

    @Test
    void isStoppedBeforeItsEnd() {
        List<String> leads = post("Bromsad", "slow-1", "delivered", 16);
        Visit visit = browser.open("/replays?state=delivered&q=bromsad");
        visit.button("many.plan").click();
        visit.page().getByText(words("many.do", 16)).click();
        visit.sign("Karin i support", "a test of the brake");
        visit.confirm("many.do", 16).click();

        visit.button("stop.do").click();
        Screenshots.take(visit.page(), "replay-stop-light");
        visit.confirm("stop.do").click();
        assertThat(visit.view()).containsText(words("replay.stopped"));
        leads.forEach(lead -> browser.bridge().bridge().in("delivered", lead));
        long again = leads.stream()
                .map(client()::lead)
                .filter(lead -> lead.path("attempts").size() > 1)
                .count();
        assertThat(again).isBetween(1L, 15L);
    }

    private List<String> post(String name, String tag, String state, int count) {
        SandboxBridge bridge = browser.bridge().bridge();
        List<String> leads = IntStream.range(0, count)
                .mapToObj(i -> bridge.form(Person.of(name + " " + (char) ('A' + i), tag)))
                .toList();
        leads.forEach(lead -> bridge.in(state, lead));
        return leads;
    }

    private BridgeClient client() {
        return browser.bridge().bridge().client();
    }

    private static String words(String key, Object... values) {
        return Words.in("en").of(key, values);
    }
}
