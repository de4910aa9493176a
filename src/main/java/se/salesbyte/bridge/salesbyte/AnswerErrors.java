package se.salesbyte.bridge.salesbyte;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads field errors in any of the shapes that Laravel has had: a map of lists, a map of texts, a list, or the map alone
 * without a wrapper. None of them is documented by SalesByte, so nothing depends on them.
 */
final class AnswerErrors {
    private final UnaryOperator<String> clean;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    private AnswerErrors(UnaryOperator<String> clean) {
        this.clean = clean;
    }

    /** By field; texts through {@code clean}. */
    static Map<String, List<String>> read(JsonNode errors, UnaryOperator<String> clean) {
        AnswerErrors reading = new AnswerErrors(clean);
        reading.add(errors);
        reading.errors.replaceAll((field, texts) -> Collections.unmodifiableList(texts));
        return Collections.unmodifiableMap(reading.errors);
    }

    private void add(JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(field -> add(clean.apply(field.getKey()), field.getValue()));
        } else {
            add(Answer.ANY_FIELD, node);
        }
    }

    private void add(String field, JsonNode node) {
        if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
            errors.computeIfAbsent(field, same -> new ArrayList<>()).add(clean.apply(node.asText()));
        } else {
            node.forEach(nested -> add(field, nested));
        }
    }
}
