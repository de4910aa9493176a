package se.salesbyte.bridge.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.AttemptRow;

/** The sender's own record ids, as the store keeps them. */
final class Reference {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Reference() {}

    /** Those that the last attempt with any gave; empty if none did. */
    static Map<String, Object> newestOf(List<AttemptRow> attempts) {
        String json = null;
        for (AttemptRow attempt : attempts) {
            json = attempt.reference() == null ? json : attempt.reference();
        }
        return read(json);
    }

    static Map<String, Object> read(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store holds a reference that is not JSON", e);
        }
    }
}
