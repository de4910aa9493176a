package se.salesbyte.bridge.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final Path PAGE = Path.of("src/main/resources/se/salesbyte/bridge/console/page");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern KEY = Pattern.compile("\\b(?:t|pane)\\(\"([^\"]+)\"");
    private static final Pattern BEGINNING = Pattern.compile("\\b(?:t|either|has)\\(`([a-z][^`$]*)\\$\\{");

    @Test
    void everyTextIsInEveryLanguageWithTheSamePlaces() throws IOException {
        assertThat(places("sv")).isEqualTo(places("en"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "sv"})
    void everyTextThatThePageAsksForIsThere(String language) throws IOException {
        Set<String> keys = places(language).keySet();
        List<String> asked = found(KEY);
        assertThat(asked).hasSizeGreaterThan(150);
        assertThat(keys).containsAll(asked);
        assertThat(found(BEGINNING)).isNotEmpty().allSatisfy(beginning -> assertThat(keys)
                .anySatisfy(key -> assertThat(key).startsWith(beginning)));
    }

    @Test
    void noTextIsLeftOver() throws IOException {
        List<String> asked = found(Pattern.compile("[\"`]([a-z][a-z-]*(?:\\.[A-Za-z/?-]+)*)[\"`]"));
        List<String> beginnings = new ArrayList<>(found(Pattern.compile("`([a-z][a-z.-]*[.-])\\$\\{")));
        beginnings.addAll(List.of("nav.", "keys.", "lead.")); // composed of an address, a key, a pane
        assertThat(places("en").keySet()).allSatisfy(key -> assertThat(
                        asked.contains(key) || beginnings.stream().anyMatch(key::startsWith))
                .as(key)
                .isTrue());
    }

    /** Each key, with the names that stand in its text; all forms of a plural together. */
    private static Map<String, Set<String>> places(String language) throws IOException {
        JsonNode texts =
                new ObjectMapper().readTree(PAGE.resolve(language + ".json").toFile());
        Map<String, Set<String>> places = new TreeMap<>();
        texts.properties().forEach(text -> {
            assertThat(text.getValue().toString()).as(text.getKey()).isNotEqualTo("\"\"");
            places.put(text.getKey(), new TreeSet<>(all(PLACE, text.getValue().toString())));
        });
        return places;
    }

    private static List<String> found(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(PAGE)) {
            for (Path module :
                    files.filter(file -> file.toString().endsWith(".js")).toList()) {
                found.addAll(all(pattern, Files.readString(module, UTF_8)));
            }
        }
        return found;
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
