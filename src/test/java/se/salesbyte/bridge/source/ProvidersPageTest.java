package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code src/main/docs/providers.md} is made of the presets, which know each provider's ways, and of the files beside them.
 * {@code -Dproviders.page=write} writes it anew.
 */
class ProvidersPageTest {
    private static final Path PAGE = Path.of("src/main/docs/providers.md");
    private static final Path ROUTES = Path.of("routes");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{url}(\\?\\w+=<\\w+>)?|<[a-z ]+>");

    static List<Preset> presets() {
        return Presets.SHIPPED.names().stream()
                .map(name -> Presets.SHIPPED.named(name).orElseThrow())
                .toList();
    }

    @Test
    void thePageSaysWhatThePresetsSay() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("providers.page"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    /** All but SalesByte itself, whose events are no leads. */
    static List<Preset> ofLeads() {
        return presets().stream()
                .filter(preset -> !preset.name().equals("salesbyte"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ofLeads")
    void eachHasARouteAMappingAndTwoExamples(Preset preset) throws IOException {
        assertThat(ROUTES.resolve("sources/" + preset.name() + ".camel.yaml"))
                .content()
                .contains("lead:" + preset.name(), "{{" + preset.name() + ".secret}}", "jsonata:" + preset.name());
        assertThat(ROUTES.resolve("mappings/" + preset.name() + ".jsonata")).isNotEmptyFile();
        assertThat(examples(preset)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theReadmeNamesThemAll() {
        assertThat(Path.of("README.md"))
                .content()
                .contains(ofLeads().size() + " providers")
                .contains(presets().stream()
                        .map(preset -> "`" + preset.name() + "`")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void eachTellsAPersonWhatToDo(Preset preset) {
        ProviderGuide guide = preset.guide();
        assertThat(guide.setup()).isNotEmpty();
        assertThat(String.join(" ", guide.setup())).contains("{url}");
        assertThat(guide.secret()).endsWith(".");
        if (!preset.name().equals("form")) { // which is our own
            assertThat(guide.links().size() + guide.unconfirmed().size())
                    .as("either somebody says so, or it is not confirmed")
                    .isPositive();
        }
    }

    private static String page() throws IOException {
        List<String> page = new ArrayList<>(List.of(
                "# Providers",
                "",
                "<!-- Made of the presets by ProvidersPageTest: change those. -->",
                "",
                """
                        Each has a preset, a route, a mapping and examples: set its secret, and it sends (`salesbyte` is SalesByte itself, which
                        tells [who has bought](checkout.md) and sends no leads). Its address is
                        `https://<your bridge>/webhooks/<source>`. `bridge sources --guide <source>` prints its part of this page with
                        your own address in it. *Check first* is what nobody has confirmed by the provider's documentation, its source
                        code or a delivery; what is not named there was. Not here? [Adding one](adding-a-provider.md) takes a file or
                        two and no Java; the generic source `form` takes most of what posts fields.
                        """,
                "| provider | source | verified by | format | known again by | check first |",
                "|---|---|---|---|---|---|"));
        for (Preset preset : presets()) {
            page.add("| [%s](#%s) | `%s` | %s | %s | `%s` | %s |"
                    .formatted(
                            preset.title(),
                            preset.name(),
                            preset.name(),
                            preset.scheme().describe(),
                            preset.accepts(),
                            preset.eventId(),
                            preset.guide().unconfirmed().isEmpty()
                                    ? ""
                                    : preset.guide().unconfirmed().size()));
        }
        for (Preset preset : presets()) {
            page.addAll(chapter(preset));
        }
        return String.join("\n", page) + "\n";
    }

    private static List<String> chapter(Preset preset) throws IOException {
        ProviderGuide guide = preset.guide();
        List<String> lines = new ArrayList<>(List.of("", "## " + preset.name(), "", preset.arrives(), ""));
        IntStream.range(0, guide.setup().size())
                .forEach(i -> lines.add((i + 1) + ". " + text(guide.setup().get(i), preset)));
        lines.add("");
        lines.add("- Secret (`" + preset.name() + ".secret`): " + text(guide.secret(), preset));
        lines.add("- Verified by: " + preset.scheme().describe() + asked(preset));
        examples(preset).stream()
                .limit(1)
                .forEach(example -> lines.add("- Example: `bridge sign " + preset.name() + " " + example + "`"));
        guide.unconfirmed().forEach(doubt -> lines.add("- Check first: " + text(doubt, preset)));
        guide.links().forEach(link -> lines.add("- See <" + link + ">"));
        return lines;
    }

    private static String asked(Preset preset) {
        List<String> methods = List.copyOf(preset.handshakes().methods());
        return preset.handshakes().all().isEmpty()
                ? ""
                : "; before that it may ask for the address (" + String.join(", ", methods) + "), which is answered";
    }

    private static List<Path> examples(Preset preset) throws IOException {
        Path folder = ROUTES.resolve("examples").resolve(preset.name());
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(".event."))
                    .sorted()
                    .toList();
        }
    }

    /** With the source's address; angle brackets would be taken for HTML. */
    private static String text(String written, Preset preset) {
        return PLACEHOLDER
                .matcher(written)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "`" + found.group().replace("{url}", "https://<your bridge>/webhooks/" + preset.name()) + "`"));
    }
}
