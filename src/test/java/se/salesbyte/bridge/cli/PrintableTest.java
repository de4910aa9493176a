package se.salesbyte.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void showsWhatWouldMoveTheCursorAsCode() {
        assertThat(Printable.of("Åsa\u001b[2J\r\n\u009b31m\u202eadA\u007f"))
                .isEqualTo("Åsa\\u001b[2J\\u000d\\u000a\\u009b31m\\u202eadA\\u007f");
    }

    @Test
    void keepsTheLinesOfATreeOnly() throws Exception {
        String tree = Printable.tree(new JsonMapper().readTree("{\"a\":\"x\\ny\u009b\"}"));
        assertThat(tree.lines().toList()).containsExactly("{", "  \"a\" : \"x\\ny\\u009b\"", "}");
    }
}
