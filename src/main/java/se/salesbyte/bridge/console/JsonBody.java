package se.salesbyte.bridge.console;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The JSON object in a call's body; none is an empty one. A wrong member is told by name, with what to write. */
final class JsonBody {
    private static final int MAX_TEXT = 500;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, @Nullable Object> members;

    private JsonBody(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /**
     * Reads it.
     *
     * @param known all members that the call takes
     * @throws CallRefusedException if it is no JSON object, or has another member
     */
    static JsonBody of(RoutingContext context, String... known) {
        return of(RawBody.of(context), known);
    }

    static JsonBody of(Buffer body, String... known) {
        Map<String, @Nullable Object> members = body.toString().isBlank() ? Map.of() : parsed(body);
        for (String name : members.keySet()) {
            if (!Arrays.asList(known).contains(name)) {
                throw refused("the body has a member that is not known: use " + String.join(", ", known));
            }
        }
        return new JsonBody(members);
    }

    /** Empty if it is not there, null or blank. */
    Optional<String> text(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text) || text.length() > MAX_TEXT) {
            throw refused(name + " must be a text of at most " + MAX_TEXT + " characters");
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    /** Exactly as it is, blank or not; empty if it is not there or null. */
    Optional<String> verbatim(String name, int maxLength) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text) || text.length() > maxLength) {
            throw refused(name + " must be a text of at most " + maxLength + " characters");
        }
        return Optional.of(text);
    }

    /** Within these bounds; empty if it is not there. */
    OptionalInt number(String name, int min, int max) {
        Object value = members.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!(value instanceof Integer number) || number < min || number > max) {
            throw refused(name + " must be a number from " + min + " to " + max);
        }
        return OptionalInt.of(number);
    }

    /** Whatever it is; null if it is not there, or null. */
    @Nullable
    Object value(String name) {
        return members.get(name);
    }

    /** False if it is not there. */
    boolean flag(String name) {
        Object value = members.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw refused(name + " must be true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    /** Empty if it is not there. */
    Map<?, ?> object(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw refused(name + " must be an object: {\"customer_email\": \"…\"}");
    }

    private static Map<String, @Nullable Object> parsed(Buffer body) {
        try {
            Map<String, @Nullable Object> members =
                    JSON.readValue(body.getBytes(), new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
            if (members != null) {
                return members;
            }
        } catch (IOException e) {
            // told below, without its bytes, which may be a person's
        }
        throw refused("the body is no JSON object");
    }

    private static CallRefusedException refused(String detail) {
        return new CallRefusedException(JsonProblem.badRequest(detail));
    }
}
