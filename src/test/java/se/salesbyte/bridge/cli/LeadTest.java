package se.salesbyte.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadTest {
    @ParameterizedTest
    @CsvSource({
        "delivered, ,                   ,                     01KB  delivered  form",
        "retrying,  ,                   2026-11-20T09:15:00Z, 01KB  retrying  form|  next at 2026-11-20T09:15:00Z",
        "accepted,  possible-duplicate, ,                     '01KB  accepted, possible-duplicate  form'",
        "accepted,  quiet-hours,        2026-11-20T09:15:00Z,"
                + " '01KB  accepted, quiet-hours  form|  next at 2026-11-20T09:15:00Z'",
    })
    void saysWhyALeadWaitsAndUntilWhen(String state, @Nullable String waiting, @Nullable String nextAt, String lines) {
        ObjectNode lead = JsonMapper.builder()
                .build()
                .createObjectNode()
                .put("id", "01KB")
                .put("source", "form");
        lead.put("state", state).put("waiting", waiting).put("nextAt", nextAt);
        assertThat(String.join("|", Lead.head(lead))).isEqualTo(lines);
    }
}
