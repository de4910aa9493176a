package se.salesbyte.bridge.kamelet;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.FailureReason;
import se.salesbyte.bridge.payload.TreeJson;
import se.salesbyte.bridge.salesbyte.Answer;

/**
 * What one use of {@code salesbyte-create-lead-action} came to, in the words of {@code lead:}.
 *
 * @param word delivered, retry, failed, unknown or skipped
 * @param reason why it failed; null otherwise
 * @param message for people; null if the word says it all
 * @param errors by field; empty if there are none
 * @param answer what SalesByte said; null if nothing
 * @param retryAfter how long SalesByte asked to wait; null if it did not
 */
record ActionOutcome(
        String word,
        @Nullable FailureReason reason,
        @Nullable String message,
        Map<String, List<String>> errors,
        @Nullable Answer answer,
        @Nullable Duration retryAfter) {
    private static final String PREFIX = "SalesByte";

    static ActionOutcome skipped(String why) {
        return new ActionOutcome("skipped", null, why, Map.of(), null, null);
    }

    static ActionOutcome failed(FailureReason reason, String message, Map<String, List<String>> errors) {
        return new ActionOutcome("failed", reason, message, errors, null, null);
    }

    /** Before the head of the request has left, nothing can have been created; after it nobody knows. */
    static ActionOutcome ofFault(boolean sent, String message) {
        return new ActionOutcome(sent ? "unknown" : "retry", null, message, Map.of(), null, null);
    }

    /** As {@code routes/salesbyte.camel.yaml} goes by the status, without settings to ask about other 5xx. */
    static ActionOutcome of(Answer answer, @Nullable Duration retryAfter) {
        FailureReason reason = null;
        String word;
        if (answer.successful()) {
            word = answer.created() ? "delivered" : "unknown";
        } else if (List.of(408, 425, 429, 503).contains(answer.status())) {
            word = "retry";
        } else if (answer.status() >= 500) {
            word = "unknown";
        } else {
            word = "failed";
            boolean ours = answer.status() < 400 || List.of(401, 403, 404).contains(answer.status());
            reason = ours ? FailureReason.CONFIGURATION : FailureReason.REJECTED;
        }
        String words = answer.message() == null ? answer.excerpt() : answer.message();
        return new ActionOutcome(word, reason, words, answer.errors(), answer, retryAfter);
    }

    /** Ends the call of the exchange: the body says all as JSON, headers what a route goes by, the others are back. */
    void tell(Exchange exchange) {
        UnkeptCall call = UnkeptCall.end(exchange);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        call.headers().forEach(message::setHeader);
        message.removeHeaders(PREFIX + "*");
        Map<String, @Nullable Object> told = told(call);
        header(message, "Outcome", told.get("outcome"));
        header(message, "Status", told.get("status"));
        header(message, "Id", told.get("id"));
        header(message, "Reason", told.get("reason"));
        header(message, "RetryAfter", told.get("retryAfter"));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(TreeJson.write(told));
    }

    private Map<String, @Nullable Object> told(UnkeptCall call) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("outcome", word);
        told.put("status", answer == null ? null : (Integer) answer.status());
        told.put("id", answer == null ? null : answer.idValue());
        told.put("links", answer == null || answer.links().isEmpty() ? null : answer.links());
        told.put("reason", reason == null ? null : reason.word());
        told.put("message", message);
        told.put("errors", errors.isEmpty() ? null : errors);
        told.put("retryAfter", retryAfter == null ? null : (Long) retryAfter.toSeconds());
        told.put("reference", call.reference().isEmpty() ? null : call.reference());
        told.values().removeIf(value -> value == null);
        return told;
    }

    private static void header(Message message, String name, @Nullable Object value) {
        if (value != null) {
            message.setHeader(PREFIX + name, value);
        }
    }
}
