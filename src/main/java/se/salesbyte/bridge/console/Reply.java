package se.salesbyte.bridge.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call answers with 200. */
record Reply(String contentType, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Reply json(Map<String, ? extends @Nullable Object> fields) {
        try {
            return new Reply("application/json", JSON.writeValueAsString(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer could not be written as JSON", e);
        }
    }
}
