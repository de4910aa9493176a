package se.salesbyte.bridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What SalesByte answers to the lead of an example, and what shall become of the lead, as its {@code <case>.answer.json}
 * says: {@code {"status": 422, "headers": {}, "body": {}, "outcome": "failed", "reason": "rejected", "messages":
 * ["error-notification"]}}.
 *
 * @param status of the answer; null if there is none
 * @param sent whether the request leaves; always if there is an answer
 * @param body as it is sent
 * @param outcome the state of the lead after it
 * @param reason why it failed; null for any
 * @param messages the outboxes that tell of it, in order; null for any
 */
public record ExpectedAnswer(
        @Nullable Integer status,
        boolean sent,
        Map<String, String> headers,
        String body,
        String outcome,
        @Nullable String reason,
        @Nullable List<String> messages) {
    private static final Set<String> KEYS = Set.of("status", "headers", "body", "outcome", "reason", "messages");
    private static final Set<String> OUTCOMES = Set.of("delivered", "retrying", "failed", "unknown", "skipped");
    private static final String CREATED = "{\"id\": 1}";
    private static final String FORM =
            "an answer is {\"status\": 201, \"cut\" or \"refused\", \"headers\": {…}, \"body\":"
                    + " …, \"outcome\": \"delivered\", \"retrying\", \"failed\", \"unknown\" or \"skipped\", \"reason\": …,"
                    + " \"messages\": [\"callback\"]}; only outcome is required";

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is not written so
     */
    static ExpectedAnswer of(String json) {
        Map<String, @Nullable Object> written;
        try {
            written = Json.object(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(FORM, malformed);
        }
        Object status = written.getOrDefault("status", 201);
        boolean cut = "cut".equals(status);
        if (!KEYS.containsAll(written.keySet())
                || !(written.get("outcome") instanceof String outcome)
                || !OUTCOMES.contains(outcome)
                || !(isStatus(status) || cut || "refused".equals(status))
                || !(written.getOrDefault("headers", Map.of()) instanceof Map<?, ?> headers)
                || !(written.get("reason") == null || written.get("reason") instanceof String)
                || !(written.get("messages") == null || isTexts(written.get("messages")))) {
            throw new IllegalArgumentException(FORM);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return new ExpectedAnswer(
                status instanceof Integer number ? number : null,
                cut || status instanceof Integer,
                texts,
                body(written),
                outcome,
                (String) written.get("reason"),
                written.get("messages") instanceof List<?> outboxes
                        ? outboxes.stream().map(String::valueOf).toList()
                        : null);
    }

    private static boolean isStatus(@Nullable Object status) {
        return status instanceof Integer number && number >= 200 && number <= 599;
    }

    private static boolean isTexts(@Nullable Object value) {
        return value instanceof List<?> texts && texts.stream().allMatch(String.class::isInstance);
    }

    private static String body(Map<String, @Nullable Object> written) {
        Object body = written.get("body");
        if (body == null) {
            return written.containsKey("status") ? "" : CREATED;
        }
        return body instanceof String text ? text : Json.text(body);
    }

    /**
     * What came otherwise, as field, what it is and what was expected; empty if all is as it shall be.
     *
     * @param itsReason null unless it failed or is unknown
     */
    public List<String> differences(String itsOutcome, @Nullable String itsReason, List<String> itsMessages) {
        List<String> differences = new ArrayList<>();
        compare("outcome", itsOutcome, outcome, differences);
        if (reason != null) {
            compare("reason", itsReason, reason, differences);
        }
        if (messages != null) {
            compare("messages", itsMessages, messages, differences);
        }
        return differences;
    }

    private static void compare(
            String field, @Nullable Object its, @Nullable Object expected, List<String> differences) {
        if (!Objects.equals(its, expected)) {
            differences.add("%s is %s, expected %s".formatted(field, Json.text(its), Json.text(expected)));
        }
    }
}
