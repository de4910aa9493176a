package se.salesbyte.bridge.salesbyte;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What SalesByte answered to Create Lead, secrets masked. Only the status and {@link #created()} decide what happens to a
 * lead; the rest is for people, as SalesByte documents no body but that of success.
 *
 * @param status the HTTP status
 * @param id the new quote's id; null if the answer names none that is usable
 * @param links by name, verbatim; a value is null where the answer has null. Empty if there are none
 * @param message SalesByte's own words; null if there are none
 * @param errors by field, {@link #ANY_FIELD} where none is named; empty if there are none
 * @param excerpt at most 500 characters of an answer that says nothing in the ways above, markup taken out; else null
 */
public record Answer(
        int status,
        @Nullable String id,
        Map<String, @Nullable String> links,
        @Nullable String message,
        Map<String, List<String>> errors,
        @Nullable String excerpt) {
    /** Stands for the field in {@link #errors} where the answer names none. */
    public static final String ANY_FIELD = "*";

    /** No more of a body is read. */
    public static final int MAX_BODY = 64 * 1024;

    private static final int LONGEST_EXCERPT = 500;
    private static final int LONGEST_TEXT = 1000;

    /**
     * Reads an answer from a stream, at most {@link #MAX_BODY} bytes of it; leaves the stream open. Whatever the body
     * is, and if the connection breaks in it, there is an answer.
     *
     * @param contentType for its charset; null if there is none
     */
    public static Answer read(int status, @Nullable String contentType, InputStream body, SecretMask mask) {
        return read(status, contentType, AnswerBody.read(body, MAX_BODY), mask);
    }

    /** As {@link #read(int, String, InputStream, SecretMask)}, from bytes; an empty array if there is no body. */
    public static Answer read(int status, @Nullable String contentType, byte[] body, SecretMask mask) {
        String text = AnswerBody.text(body, Math.min(body.length, MAX_BODY), contentType);
        JsonNode json = AnswerBody.json(text);
        String id = QuoteId.read(json.path("id"));
        String message = message(json, mask);
        Map<String, List<String>> errors = errors(status, json, message, mask);
        boolean silent = id == null && message == null && errors.isEmpty();
        return new Answer(
                status,
                id == null ? null : mask.mask(id),
                links(json.path("links"), mask),
                message,
                errors,
                silent ? excerpt(text, mask) : null);
    }

    /** Whether the lead certainly exists now: 2xx with a usable id. */
    public boolean created() {
        return successful() && id != null;
    }

    /** Whether the status is 2xx; without an id the lead was accepted somewhere, and nobody knows as what. */
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The id as JSON should carry it, {@link Long} if it is a number; null if there is none. */
    public @Nullable Object idValue() {
        return id == null ? null : QuoteId.value(id);
    }

    private static Map<String, @Nullable String> links(JsonNode node, SecretMask mask) {
        Map<String, @Nullable String> links = new LinkedHashMap<>();
        if (node.isObject()) {
            node.properties().forEach(link -> {
                if (link.getValue().isValueNode()) {
                    links.put(mask.mask(link.getKey()), link(link.getValue(), mask));
                }
            });
        }
        return Collections.unmodifiableMap(links);
    }

    private static @Nullable String link(JsonNode node, SecretMask mask) {
        return node.isNull() ? null : mask.mask(node.asText());
    }

    private static @Nullable String message(JsonNode json, SecretMask mask) {
        JsonNode error = json.path("error");
        for (JsonNode node : List.of(json.path("message"), error, error.path("message"))) {
            if (node.isTextual() && !node.textValue().isBlank()) {
                return clean(node.textValue(), mask);
            }
        }
        return null;
    }

    private static Map<String, List<String>> errors(
            int status, JsonNode json, @Nullable String message, SecretMask mask) {
        boolean bare = status >= 400 && message == null && !json.has("errors");
        return AnswerErrors.read(bare ? json : json.path("errors"), text -> clean(text, mask));
    }

    private static @Nullable String excerpt(String text, SecretMask mask) {
        String excerpt = AnswerExcerpt.of(text);
        return excerpt == null ? null : cut(mask.mask(excerpt), LONGEST_EXCERPT);
    }

    private static String clean(String text, SecretMask mask) {
        return cut(mask.mask(Whitespace.trim(text)), LONGEST_TEXT);
    }

    private static String cut(String text, int longest) {
        return WellFormed.text(text.length() <= longest ? text : text.substring(0, longest));
    }
}
