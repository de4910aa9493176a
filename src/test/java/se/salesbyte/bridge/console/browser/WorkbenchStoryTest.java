package se.salesbyte.bridge.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.salesbyte.bridge.console.browser.LivedInBridge.Kind;

/** A mapping is changed, seen, compared, and taken to its file by hand. */
class WorkbenchStoryTest {
    private static final Words WORDS = Words.in("en");

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void showsWhatTheChangedMappingMakesOfThePayload() {
        Visit visit = ofSofia();
        Locator becomes = visit.section("workbench.becomes");

        Locator mapping = visit.field("workbench.mapping");
        mapping.fill(mapping.inputValue().replace("\"tag_1\": \"typeform\"", "\"tag_1\": \"spring fair\""));
        assertThat(becomes).containsText("spring fair");
        assertThat(becomes.getByRole(AriaRole.DELETION)).hasText("typeform");
        assertThat(becomes.getByRole(AriaRole.INSERTION)).hasText("spring fair");
    }

    @Test
    void marksAFaultAtItsLineAsItIsTyped() {
        Visit visit = ofSofia();
        visit.field("workbench.mapping").fill("{\n  \"customer_name\": $upper(1),\n  \"message\": }");
        Locator line = visit.button("editor.line", 3);
        assertThat(line).isVisible();
        Screenshots.take(visit.page(), "workbench-fault-light");
        assertThat(Axe.violations(visit.page())).isEmpty();
        line.click();
        assertThat(visit.field("workbench.mapping")).isFocused();

        visit.button("workbench.undo").click();
        assertThat(line).hasCount(0);
        assertThat(visit.section("workbench.becomes")).containsText("Sofia Bergqvist");
    }

    @Test
    void takesAPastedPayload() {
        Visit visit = browser.open("/workbench/form");
        visit.field("workbench.payload").fill("{\"name\": \"Inklistrad Ivarsson\", \"email\": \"ivar@example.com\"}");
        assertThat(visit.section("workbench.becomes")).containsText("Inklistrad Ivarsson");
        visit.field("workbench.payload").fill("{\"message\": \"nobody\"}");
        assertThat(visit.view()).containsText(WORDS.of("workbench.no-request"));
    }

    @Test
    void takesTheStoredPayloadOfALead() {
        Visit visit = browser.open("/leads/" + browser.bridge().lead(Kind.MAPPING_FAULT));
        visit.page().getByText(WORDS.of("lead.to-workbench")).click();
        assertThat(visit.button("editor.line", 3)).isVisible();
        visit.field("workbench.mapping")
                .fill("{\"customer_name\": $string(visitor), \"customer_email\": email, \"message\": wish}");
        assertThat(visit.section("workbench.becomes")).containsText("4711");
    }

    @Test
    void comparesBothMappingsOverWhatCameInAndSavesNothing() {
        Visit visit = ofSofia();
        Locator mapping = visit.field("workbench.mapping");
        String before = source().toString();
        mapping.fill(mapping.inputValue()
                .replace("\"customer_company\": $company,", "")
                .replace("\"tag_2\": form_response", "\"tag_4\": \"new\", \"tag_2\": form_response"));
        visit.button("workbench.compare-do").click();

        Locator compared = visit.section("workbench.compare");
        assertThat(compared).containsText(WORDS.of("compare.sum", 0, 50));
        List<String> fields = compared.getByRole(AriaRole.TABLE)
                .first()
                .getByRole(AriaRole.ROWHEADER)
                .allInnerTexts();
        assertThat(fields)
                .hasSize(2)
                .anyMatch(field -> field.contains("customer_company"))
                .anyMatch(field -> field.contains("tag_4"));
        Screenshots.take(visit.page(), "workbench-compared-light");
        assertThat(Axe.violations(visit.page())).isEmpty();

        assertThat(source().toString()).isEqualTo(before);
        SandboxBridge bridge = browser.bridge().bridge();
        String lead = bridge.in("delivered", bridge.typeform(Person.of("Oförändrad Olsson", "")));
        assertThat(bridge.client().lead(lead).path("request").toString()).contains("Olsson Bygg AB");
    }

    /** The workbench with one of Typeform's examples in it. */
    private Visit ofSofia() {
        Visit visit = browser.open("/workbench/typeform");
        assertThat(visit.section("workbench.becomes")).containsText("customer_email"); // of the first example
        visit.choice("workbench.payload-of").selectOption("example:submission");
        assertThat(visit.section("workbench.becomes")).containsText("Sofia Bergqvist");
        return visit;
    }

    private JsonNode source() {
        return browser.bridge()
                .bridge()
                .client()
                .manage("/api/sources/typeform")
                .json()
                .path("mapping");
    }
}
