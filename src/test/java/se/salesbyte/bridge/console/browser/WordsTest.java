package se.salesbyte.bridge.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The texts of the page in its two languages. Needs no browser. */
class WordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSamePlaces() {
        assertThat(places(Words.in("sv").texts()))
                .isEqualTo(places(Words.in("en").texts()));
    }

    /** The places of each text, of its last form where it has several. */
    private static Map<String, Set<String>> places(JsonNode texts) {
        Map<String, Set<String>> places = new TreeMap<>();
        texts.properties().forEach(text -> {
            JsonNode words = text.getValue().isObject() ? text.getValue().path("other") : text.getValue();
            assertThat(words.asText()).as(text.getKey()).isNotBlank();
            places.put(
                    text.getKey(),
                    PLACE.matcher(words.asText())
                            .results()
                            .map(MatchResult::group)
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
        return places;
    }
}
