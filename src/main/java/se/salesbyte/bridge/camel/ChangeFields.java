package se.salesbyte.bridge.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.Attempt;

/** Puts what a person changed in a replay over what was mapped; doing it twice is as doing it once. */
final class ChangeFields {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ChangeFields() {}

    /** The mapped fields with the changes of the lead in hand, if there is one and there are some; else as they are. */
    static Map<String, @Nullable Object> of(Exchange exchange, Map<String, @Nullable Object> mapped) {
        String changes = exchange.getProperty(LeadConsumer.LEAD) instanceof Attempt attempt
                ? attempt.getRun().fields()
                : null;
        if (changes == null) {
            return mapped;
        }
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(mapped);
        changed.putAll(parsed(changes));
        return changed;
    }

    private static Map<String, @Nullable Object> parsed(String changes) {
        try {
            return JSON.readValue(changes, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store holds changed fields that are not JSON", e);
        }
    }
}
