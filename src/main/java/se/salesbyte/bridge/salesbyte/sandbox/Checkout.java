package se.salesbyte.bridge.salesbyte.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That the customer checked a quote out.
 *
 * @param value what was signed for, value added tax included, in SEK
 * @param complete false while more people have to sign
 */
public record Checkout(Instant at, BigDecimal value, boolean complete) {
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", at.toString());
        json.put("value", value.toPlainString());
        json.put("complete", complete);
        return json;
    }

    /**
     * The checkout in a journal line; null if there is none.
     *
     * @throws RuntimeException if the line is damaged
     */
    static @Nullable Checkout fromJson(JsonNode json) {
        return json.isObject()
                ? new Checkout(
                        Instant.parse(json.path("at").asText()),
                        new BigDecimal(json.path("value").asText()),
                        json.path("complete").asBoolean())
                : null;
    }
}
