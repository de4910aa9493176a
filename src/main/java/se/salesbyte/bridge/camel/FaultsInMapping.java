package se.salesbyte.bridge.camel;

import java.util.function.Supplier;
import org.apache.camel.Exchange;
import se.salesbyte.bridge.mapping.Mapping;
import se.salesbyte.bridge.salesbyte.FieldFault;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;

/** Adds to each fault of a lead where its field stands in the mapping file. */
final class FaultsInMapping {
    private FaultsInMapping() {}

    static <T> T tellPlaces(Exchange exchange, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidLeadException invalid) {
            Mapping mapping = exchange.getProperty(JsonataTransformer.MAPPING, Mapping.class);
            throw mapping == null
                    ? invalid
                    : new InvalidLeadException(invalid.faults().stream()
                            .map(fault -> new FieldFault(
                                    fault.field(), fault.reason() + " (" + mapping.placeOf(fault.field()) + ")"))
                            .toList());
        }
    }
}
