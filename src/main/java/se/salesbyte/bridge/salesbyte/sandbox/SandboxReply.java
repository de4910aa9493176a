package se.salesbyte.bridge.salesbyte.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the API.
 *
 * @param headers besides the content type
 * @param contentType null for an answer without a body
 * @param message what a browser is shown of a Laravel error; null for what everybody gets as it is
 */
record SandboxReply(
        int status, Map<String, String> headers, @Nullable String contentType, String body, @Nullable String message) {
    static final String JSON = "application/json";
    static final String HTML = "text/html; charset=UTF-8";
    static final String TEXT = "text/plain; charset=UTF-8";

    /** The same for everybody. */
    static SandboxReply json(int status, Object json) {
        return new SandboxReply(status, Map.of(), JSON, write(json), null);
    }

    /** The same for everybody, without JSON. */
    static SandboxReply text(int status, String contentType, String body) {
        return new SandboxReply(status, Map.of(), contentType, body, null);
    }

    /** A status line and headers. */
    static SandboxReply empty(int status) {
        return new SandboxReply(status, Map.of(), null, "", null);
    }

    /** An error as Laravel words it. */
    static SandboxReply message(int status, String message) {
        return error(status, message, Map.of("message", message));
    }

    /** An error as Laravel makes it, with more than its message. */
    static SandboxReply error(int status, String message, Map<String, ?> json) {
        return new SandboxReply(status, Map.of(), JSON, write(json), message);
    }

    /** A model that a lookup did not find. */
    static SandboxReply noSuch(String model) {
        return message(404, "No query results for model [App\\Models\\" + model + "].");
    }

    SandboxReply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new SandboxReply(status, more, contentType, body, message);
    }

    private static String write(Object json) {
        try {
            return SandboxQuote.JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts are always JSON", e);
        }
    }
}
