package se.salesbyte.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * {@code src/main/docs/settings.md} is made of {@code application.properties}, which says what each setting is for, and
 * of the typed settings, which know defaults and formats. {@code -Dsettings.reference=write} writes it anew.
 */
class SettingsReferenceTest {
    private static final Path PROPERTIES = Path.of("application.properties");
    private static final Path REFERENCE = Path.of("src/main/docs/settings.md");
    private static final Pattern SECTION = Pattern.compile("# --- (.+) ---");
    private static final Pattern SETTING = Pattern.compile("#([a-z][^\\s=]*)=(.*)");

    @Test
    void theReferenceSaysWhatTheSettingsAre() throws IOException {
        String reference = reference(Files.readAllLines(PROPERTIES));
        if ("write".equals(System.getProperty("settings.reference"))) {
            Files.writeString(REFERENCE, reference);
        }
        assertThat(REFERENCE).hasContent(reference);
    }

    @Test
    void everySettingHasAnExplanation() throws IOException {
        String reference = reference(Files.readAllLines(PROPERTIES));
        assertThat(KnownSettings.BY_KEY.keySet())
                .allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
        assertThat(reference).doesNotContain("| |\n");
    }

    private static String reference(List<String> lines) {
        List<String> page = new ArrayList<>(
                List.of(
                        "# Settings",
                        "",
                        "<!-- Made of application.properties and the typed settings by SettingsReferenceTest: change those. -->",
                        "",
                        """
                In `application.properties`, as an environment variable (`salesbyte.connect-timeout` is
                `SALESBYTE_CONNECT_TIMEOUT`), or as a JVM system property. A system property wins over the environment,
                and that over the file. What is left blank counts as not set. A variable with `_FILE` after its name
                (`SALESBYTE_UUID_FILE`) is the path of a file that holds the value ([how](install.md#secrets)). Durations: `500ms`, `10s`, `5m`, `24h`,
                `30d`. Sizes: `65536` (bytes), `64KiB`, `1MiB`. `bridge config` shows what counts now, and why.
                """));
        Block block = new Block();
        for (String line : lines.subList(firstSection(lines), lines.size())) {
            Matcher section = SECTION.matcher(line);
            Matcher setting = SETTING.matcher(line);
            if (section.matches()) {
                page.addAll(List.of("## " + section.group(1), ""));
            } else if (setting.matches()) {
                block.rows.add(row(setting.group(1), setting.group(2)));
            } else if (line.isBlank()) {
                block.writeTo(page);
                block = new Block();
            } else {
                block.words.add(line.replaceFirst("^# ?", ""));
            }
        }
        block.writeTo(page);
        return String.join("\n", page) + "\n";
    }

    private static int firstSection(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> SECTION.matcher(lines.get(i)).matches())
                .findFirst()
                .orElseThrow();
    }

    private static String row(String key, String value) {
        Setting<?> known = KnownSettings.BY_KEY.get(key);
        String format = known == null
                ? ""
                : known.format().advice().replaceFirst("^write (it )?", "").replace("|", "\\|");
        return "| `%s` | %s | %s |"
                .formatted(
                        key.replaceFirst("^(typeform|meta)\\.", "<source>.").replace(".north.", ".<name>."),
                        value.isEmpty() ? "none" : "`" + value + "`",
                        format);
    }

    /** Comment lines and the settings right below them. */
    private static final class Block {
        private final List<String> words = new ArrayList<>();
        private final List<String> rows = new ArrayList<>();

        void writeTo(List<String> page) {
            if (!words.isEmpty()) {
                page.add(words.stream().collect(Collectors.joining("\n")));
                page.add("");
            }
            if (!rows.isEmpty()) {
                page.add("| setting | default | written as |");
                page.add("|---|---|---|");
                page.addAll(rows);
                page.add("");
            }
        }
    }
}
