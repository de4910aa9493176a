package se.salesbyte.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class DiffTest {
    @Test
    void tellsByFieldAndThenByLead() throws JsonProcessingException {
        assertThat(
                        Diff.linesFor(
                                json(
                                        """
                                {"compared": 3, "same": 1, "warnings": ["other steps"],
                                 "fields": [{"field": "message", "changed": 1, "gained": 0, "lost": 1}],
                                 "leads": [
                                   {"id": "01A", "receivedAt": "2026-11-20T12:00:00Z", "before": "request",
                                    "after": "request", "reason": null,
                                    "changes": [{"field": "message", "before": "Hi", "after": "Hi\\u001b[2J"}]},
                                   {"id": "01B", "receivedAt": "2026-11-20T11:00:00Z", "before": "request",
                                    "after": "skipped", "reason": "a test",
                                    "changes": [{"field": "message", "before": "Ho", "after": null}]}]}
                                """)))
                .containsExactly(
                        "3 events compared, 1 the same, 2 otherwise",
                        "warning: other steps",
                        "  message                          1 changed, 0 gained, 1 lost",
                        "",
                        "01A  2026-11-20T12:00:00Z",
                        "  - message: \"Hi\"",
                        "  + message: \"Hi\\u001B[2J\"",
                        "",
                        "01B  2026-11-20T11:00:00Z  a lead becomes skipped: a test",
                        "  - message: \"Ho\"",
                        "  + message: nothing");
    }

    @Test
    void saysThatThereIsNothingToCompare() throws JsonProcessingException {
        assertThat(Diff.linesFor(json("{\"compared\": 0, \"same\": 0, \"fields\": [], \"leads\": []}")))
                .singleElement()
                .asString()
                .contains("no stored events");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JsonMapper.builder().build().readTree(text);
    }
}
