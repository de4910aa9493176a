package se.salesbyte.bridge.console.browser;

import static java.util.stream.Collectors.joining;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds against the Web Content Accessibility Guidelines 2.1, levels A and AA. */
final class Axe {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

    private Axe() {}

    /** A line for each violation: the rule, what it asks for, and the elements that break it. */
    static List<String> violations(Page page) {
        return lines(new AxeBuilder(page).withTags(RULES));
    }

    /** Those of the colours alone, which is all that differs in the dark. */
    static List<String> violationsOfColours(Page page) {
        return lines(new AxeBuilder(page).withRules(List.of("color-contrast")));
    }

    private static List<String> lines(AxeBuilder axe) {
        axe.setLegacyMode(true); // within the page: a second one is for frames, which we have none of
        return axe.analyze().getViolations().stream().map(Axe::line).toList();
    }

    private static String line(Rule rule) {
        String where =
                rule.getNodes().stream().limit(5).map(CheckedNode::getHtml).collect(joining("\n    ", "\n    ", "\n"));
        return rule.getId() + ": " + rule.getHelp() + " (" + rule.getNodes().size() + " times)" + where;
    }
}
