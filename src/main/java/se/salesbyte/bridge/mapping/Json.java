package se.salesbyte.bridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON without the loss of a digit, and with nothing behind it. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    static @Nullable Object value(String text) throws JsonProcessingException {
        return MAPPER.readValue(text, Object.class);
    }

    static Map<String, @Nullable Object> object(String text) throws JsonProcessingException {
        return MAPPER.readValue(text, OBJECT);
    }

    /** A copy as it would be after being written and read. */
    static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> object) {
        try {
            return object(text(object));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String text(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException(noJson);
        }
    }
}
