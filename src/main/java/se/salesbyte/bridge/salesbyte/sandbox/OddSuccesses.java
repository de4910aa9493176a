package se.salesbyte.bridge.salesbyte.sandbox;

import static se.salesbyte.bridge.salesbyte.sandbox.OddAnswer.creation;
import static se.salesbyte.bridge.salesbyte.sandbox.OddAnswer.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import se.salesbyte.bridge.salesbyte.sandbox.OddAnswer.Wire;

/** What is on demand besides errors: answers that look like success, come late, come in part, or never. */
final class OddSuccesses {
    private static final int HUGE = 2 * 1024 * 1024;

    private OddSuccesses() {}

    /** @param slow the seconds that an answer takes when its tag does not say */
    static List<OddAnswer> all(int slow) {
        return List.of(
                refusal("html", "200 with an HTML page", call -> page()),
                creation(
                        "plain",
                        "200 with the plain text `Quote created`",
                        call -> SandboxReply.text(200, SandboxReply.TEXT, "Quote created")),
                creation("empty", "200 without a body", call -> SandboxReply.empty(200)),
                creation("204", "204 without a body", call -> SandboxReply.empty(204)),
                creation(
                        "201",
                        "201 with the documented JSON",
                        call -> SandboxReply.text(
                                201, SandboxReply.JSON, call.created().body())),
                creation(
                        "no-id",
                        "200 with JSON that has no `id`",
                        call -> SandboxReply.json(200, Map.of("message", "Quote created"))),
                creation(
                        "no-links",
                        "200 with an `id`, without links",
                        call -> changed(call, json -> json.without("links"))),
                creation(
                        "null-links",
                        "200 with an `id`, every link null",
                        call -> changed(call, OddSuccesses::nullLinks)),
                creation(
                        "text-id",
                        "200 with the `id` as a text",
                        call -> changed(
                                call, json -> json.put("id", json.path("id").asText()))),
                creation(
                        "huge",
                        "200 with the documented JSON, made 2 MiB long",
                        call -> changed(call, json -> json.put("padding", "x".repeat(HUGE)))),
                new OddAnswer(
                        "cut",
                        null,
                        true,
                        Wire.HALF,
                        "200 with half of the documented JSON, then the connection is cut",
                        OddAnswer.Call::created),
                new OddAnswer(
                        "slow",
                        slow,
                        true,
                        Wire.LATE,
                        "the documented answer, so many seconds after the quote was made",
                        OddAnswer.Call::created),
                new OddAnswer(
                        "slow-create",
                        slow,
                        true,
                        Wire.LATE_MADE,
                        "the documented answer after so many seconds; the quote is made only then",
                        OddAnswer.Call::created),
                new OddAnswer(
                        "drop-before",
                        null,
                        false,
                        Wire.NONE,
                        "no answer: the connection is cut before a quote is made",
                        call -> SandboxReply.empty(0)),
                new OddAnswer(
                        "drop-after-create",
                        null,
                        true,
                        Wire.NONE,
                        "no answer: the quote is made, then the connection is cut",
                        OddAnswer.Call::created));
    }

    private static SandboxReply page() {
        return SandboxReply.text(
                200,
                SandboxReply.HTML,
                "<!DOCTYPE html>\n<html><head><title>SalesByte</title></head><body><h1>Log in</h1></body></html>\n");
    }

    private static ObjectNode nullLinks(ObjectNode json) {
        ObjectNode links = json.withObject("links");
        List.copyOf(links.properties()).forEach(link -> links.putNull(link.getKey()));
        return json;
    }

    private static SandboxReply changed(OddAnswer.Call call, UnaryOperator<ObjectNode> change) {
        try {
            ObjectNode json =
                    (ObjectNode) SandboxQuote.JSON.readTree(call.created().body());
            return SandboxReply.json(200, change.apply(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the documented answer is JSON", e);
        }
    }
}
