package se.salesbyte.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsTest {
    @ParameterizedTest
    @CsvSource({
        "closed,  ,      ,      takes leads",
        "closed,  ,      09:17, asked to be left alone until 09:17; leads wait",
        "probing, ,      ,      'is being tried, a few leads at a time'",
        "probing, ,      09:17, 'is being tried, a few leads at a time; it asked to be left alone until 09:17'",
        "open,    ,      ,      'is left alone, as most calls failed; leads wait'",
        "open,    09:16, ,      'is left alone, as most calls failed; leads wait; tried again at 09:16'",
    })
    void tellsHowTheWayToSalesByteStands(
            String state, @Nullable String until, @Nullable String slowedUntil, String words) {
        ObjectNode breaker = JsonMapper.builder().build().createObjectNode();
        breaker.put("state", state).put("until", until).put("slowedUntil", slowedUntil);
        assertThat(Stats.wordsFor(breaker)).isEqualTo(words);
    }
}
