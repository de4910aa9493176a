package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code $json(text)}: what a text with JSON in it holds. */
final class EmbeddedJson {
    private EmbeddedJson() {}

    static @Nullable Object decode(List<?> args) {
        Object value = args.isEmpty() ? null : Given.of(args.get(0));
        return value instanceof String text ? decode(text) : value;
    }

    private static @Nullable Object decode(String text) {
        try {
            return Trees.withoutNulls(Json.value(text));
        } catch (JsonProcessingException malformed) {
            throw new JException("the text given to $json is not JSON", -1);
        }
    }
}
