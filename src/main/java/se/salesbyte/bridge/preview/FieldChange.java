package se.salesbyte.bridge.preview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.CreateLeadField;
import se.salesbyte.bridge.salesbyte.CreateLeadRequest;

/**
 * What another mapping makes otherwise of the same event.
 *
 * @param field of the request, by API name; or {@code profile} or {@code reference}, which go with it
 * @param before null if there was nothing
 * @param after null if there is nothing any more
 */
public record FieldChange(String field, @Nullable Object before, @Nullable Object after) {
    /** All of them, in the order of the request. What becomes no request has no fields. */
    public static List<FieldChange> between(Preview before, Preview after) {
        Map<String, Object> old = fields(before.request());
        Map<String, Object> now = fields(after.request());
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(old.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(old.get(name), now.get(name))) {
                changes.add(new FieldChange(name, old.get(name), now.get(name)));
            }
        }
        return changes;
    }

    /** Whether the field had nothing before. */
    public boolean isGained() {
        return before == null;
    }

    /** Whether the field has nothing any more. */
    public boolean isLost() {
        return after == null;
    }

    private static Map<String, Object> fields(@Nullable CreateLeadRequest request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (request != null) {
            request.withoutSecrets().forEach((name, value) -> putIfThere(fields, name, value));
            fields.remove(CreateLeadField.UUID.apiName()); // the profile's
            putIfThere(fields, "profile", request.profile());
            putIfThere(fields, "reference", request.reference().isEmpty() ? null : request.reference());
        }
        return fields;
    }

    private static void putIfThere(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
