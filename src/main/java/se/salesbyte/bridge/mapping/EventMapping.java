package se.salesbyte.bridge.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the fields of a lead of an event. Any number of threads. */
public interface EventMapping {
    /**
     * The fields that it makes of an event.
     *
     * @param tree the event as parsed; stays as it is
     * @return a map of its own, in the order of the mapping; a value is null only where the mapping says so
     * @throws MappingException if it cannot be applied, or gives no object
     */
    Map<String, @Nullable Object> apply(Object tree);

    /** Where a field is written in it; its first line if it is not. */
    Place placeOf(String field);
}
