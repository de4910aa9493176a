package se.salesbyte.bridge.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.Place;
import se.salesbyte.bridge.preview.Preview;
import se.salesbyte.bridge.preview.PreviewFault;
import se.salesbyte.bridge.salesbyte.CreateLeadRequest;

/** What a body would become, as the management API shows it. */
final class PreviewJson {
    private PreviewJson() {}

    /** The request, or why there is none. */
    static Map<String, @Nullable Object> of(Preview preview) {
        return of(preview, PreviewJson::fault);
    }

    /** The same, with the place of each fault also as numbers. */
    static Map<String, @Nullable Object> withPlaces(Preview preview) {
        return of(preview, fault -> {
            Map<String, @Nullable Object> fields = fault(fault);
            Place place = fault.place();
            fields.put("line", place == null ? null : place.line());
            fields.put("column", place == null ? null : place.column());
            return fields;
        });
    }

    private static Map<String, @Nullable Object> of(
            Preview preview, Function<PreviewFault, Map<String, @Nullable Object>> faultJson) {
        CreateLeadRequest request = preview.request();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("request", request == null ? null : request.withoutSecrets());
        fields.put("reference", request == null ? null : request.reference());
        fields.put("skipped", preview.skipped());
        fields.put("faults", preview.faults().stream().map(faultJson).toList());
        fields.put("warnings", preview.warnings());
        return fields;
    }

    private static Map<String, @Nullable Object> fault(PreviewFault fault) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("field", fault.field());
        fields.put("reason", fault.reason());
        fields.put("place", fault.place() == null ? null : fault.place().toString());
        return fields;
    }
}
