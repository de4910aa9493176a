package se.salesbyte.bridge.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** The headers of a refused request, in one column. */
final class RefusedHeaders {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RefusedHeaders() {}

    static String write(Map<String, List<String>> headers) {
        try {
            return JSON.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers could not be written as JSON", e);
        }
    }

    static Map<String, List<String>> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the headers of a refused request are no JSON", e);
        }
    }
}
