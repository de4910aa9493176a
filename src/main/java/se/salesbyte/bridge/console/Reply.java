package se.salesbyte.bridge.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call answers. */
record Reply(int status, String contentType, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** With 200. */
    Reply(String contentType, String body) {
        this(200, contentType, body);
    }

    static Reply json(Map<String, ? extends @Nullable Object> fields) {
        return json(200, fields);
    }

    /** It is on disk and will be done. */
    static Reply accepted(Map<String, ? extends @Nullable Object> fields) {
        return json(202, fields);
    }

    private static Reply json(int status, Map<String, ? extends @Nullable Object> fields) {
        try {
            return new Reply(status, "application/json", JSON.writeValueAsString(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer could not be written as JSON", e);
        }
    }
}
