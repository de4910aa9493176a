package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whether the sources take events, and what was refused. */
class SourcesStoryTest {
    private static final Words WORDS = Words.in("en");

    @RegisterExtension
    final Browser browser = new Browser();

    @TempDir
    Path folder;

    @Test
    void showsThoseInUseAndTheOthersOnDemand() {
        Visit visit = browser.open("/sources");
        Locator rows = visit.view().getByRole(AriaRole.ROW);
        assertThat(row(visit, "typeform")).containsText(WORDS.of("source.running"));
        assertThat(row(visit, "tally")).hasCount(0);
        int inUse = rows.count();
        visit.page().getByRole(AriaRole.BUTTON).getByText("not been used").click();
        assertThat(row(visit, "tally")).isVisible();
        assertThat(rows.count()).isGreaterThan(inUse);
    }

    @Test
    void theLineOfAnExampleMakesALead() throws Exception {
        Visit visit = browser.open("/sources");
        row(visit, "typeform").getByRole(AriaRole.LINK).first().click();
        assertThat(visit.view().getByRole(AriaRole.HEADING).first()).hasText("typeform");
        visit.button("source.sign").first().click();
        Locator line = visit.view().getByText("curl ");
        assertThat(line).isVisible();
        assertThat(run(line.innerText())).contains("\"status\":\"accepted\"");
    }

    @Test
    void aRefusedRequestIsLookedAt() {
        Visit visit = browser.open("/quarantine?source=typeform");
        Locator refused = visit.view().getByRole(AriaRole.ROW).nth(1);
        assertThat(refused).containsText("401");
        refused.getByRole(AriaRole.LINK).first().click();
        assertThat(visit.view()).containsText("Falsk Avsändare");
        Screenshots.take(visit.page(), "quarantine-one-light");
        assertThat(Axe.violations(visit.page())).isEmpty();
    }

    @Test
    void whatStillDoesNotPassStaysRefused() {
        Visit visit = browser.open("/quarantine?source=typeform").expecting("the server responded with a status of 4");
        visit.view()
                .getByRole(AriaRole.ROW)
                .nth(1)
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        visit.button("release.do").click();
        assertThat(visit.dialog()).containsText(WORDS.of("release.effect", "typeform"));
        visit.confirm("release.do").click();
        assertThat(visit.dialog().getByRole(AriaRole.ALERT)).containsText("signature");
    }

    @Test
    void aRefusedRequestPassesOnceItsSecretIsRight() {
        try (SandboxBridge wrong = new SandboxBridge(folder, Clock.systemUTC())) {
            assertThat(wrong.typeform(Person.of("Mona Mendad", ""), "the new secret")
                            .status())
                    .isEqualTo(401);
        }
        try (SandboxBridge mended =
                new SandboxBridge(folder, Clock.systemUTC(), Map.of("typeform.secret", "the new secret"))) {
            Visit visit = browser.open(Visitor.AT_A_DESK, mended.management(), "/quarantine");
            visit.view()
                    .getByRole(AriaRole.ROW)
                    .nth(1)
                    .getByRole(AriaRole.LINK)
                    .first()
                    .click();
            visit.button("release.do").click();
            visit.sign("Karin i support", "the secret is right now");
            visit.confirm("release.do").click();
            visit.view().getByRole(AriaRole.STATUS).getByRole(AriaRole.LINK).click();
            assertThat(visit.view().getByRole(AriaRole.HEADING).first()).hasText("Mona Mendad");
            assertThat(visit.section("lead.story")).containsText("Karin i support");
            assertThat(visit.section("lead.story")).containsText("the secret is right now");
        }
    }

    private static Locator row(Visit visit, String source) {
        return visit.view()
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(visit.page()
                                .getByRole(
                                        AriaRole.LINK,
                                        new Page.GetByRoleOptions()
                                                .setName(source)
                                                .setExact(true))));
    }

    private String run(String line) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", line)
                .directory(browser.bridge().bridge().folder().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }
}
