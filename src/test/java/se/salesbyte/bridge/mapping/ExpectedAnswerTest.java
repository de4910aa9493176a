package se.salesbyte.bridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedAnswerTest {
    @Test
    void isACreatedQuoteUnlessItSaysMore() {
        ExpectedAnswer answer = ExpectedAnswer.of("{\"outcome\": \"delivered\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"id\": 1}");
        assertThat(answer.differences("delivered", null, List.of("callback"))).isEmpty();
    }

    @Test
    void takesABodyAsJsonOrAsText() {
        assertThat(ExpectedAnswer.of("{\"status\": 422, \"body\": {\"a\": 1}, \"outcome\": \"failed\"}")
                        .body())
                .isEqualTo("{\"a\":1}");
        assertThat(ExpectedAnswer.of("{\"status\": 200, \"body\": \"<ok/>\", \"outcome\": \"unknown\"}")
                        .body())
                .isEqualTo("<ok/>");
        assertThat(ExpectedAnswer.of("{\"status\": 204, \"outcome\": \"unknown\"}")
                        .body())
                .isEmpty();
    }

    @Test
    void knowsTwoWaysOfNoAnswer() {
        assertThat(ExpectedAnswer.of("{\"status\": \"cut\", \"outcome\": \"unknown\"}"))
                .matches(answer -> answer.sent() && answer.status() == null);
        assertThat(ExpectedAnswer.of("{\"status\": \"refused\", \"outcome\": \"retrying\"}"))
                .matches(answer -> !answer.sent() && answer.status() == null);
    }

    @Test
    void tellsEachFieldThatIsOtherwise() {
        ExpectedAnswer answer =
                ExpectedAnswer.of("{\"outcome\": \"failed\", \"reason\": \"rejected\", \"messages\": []}");
        assertThat(answer.differences("unknown", null, List.of("callback")))
                .containsExactly(
                        "outcome is \"unknown\", expected \"failed\"",
                        "reason is null, expected \"rejected\"",
                        "messages is [\"callback\"], expected []");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"outcome\": \"done\"}",
                "{\"outcome\": \"failed\", \"status\": \"422\"}",
                "{\"outcome\": \"failed\", \"state\": 422}",
                "{\"outcome\": \"failed\", \"headers\": []}",
                "{\"outcome\": \"failed\", \"messages\": \"callback\"}",
                "{\"outcome\": \"failed\", \"messages\": [null]}",
                "{\"outcome\": \"failed\", \"status\": 99999}"
            })
    void refusesWhatIsWrittenOtherwise(String json) {
        assertThatThrownBy(() -> ExpectedAnswer.of(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only outcome is required");
    }
}
