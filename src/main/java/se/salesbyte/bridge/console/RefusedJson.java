package se.salesbyte.bridge.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.RefusedRequest;
import se.salesbyte.bridge.store.RefusedRow;

/** Refused requests as the management API shows them. */
final class RefusedJson {
    private final PayloadText text;

    RefusedJson(PayloadText text) {
        this.text = text;
    }

    /** As it stands in a list. */
    Map<String, @Nullable Object> row(RefusedRow row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", row.id());
        fields.put("source", row.source());
        fields.put("at", row.at().toString());
        fields.put("status", row.status());
        fields.put("reason", row.reason());
        fields.put("releasable", row.bodyKept());
        return fields;
    }

    /** All that is kept of it. */
    Map<String, @Nullable Object> whole(RefusedRequest request) {
        byte[] body = request.body();
        Map<String, @Nullable Object> fields = row(new RefusedRow(
                request.id(), request.source(), request.at(), request.status(), request.reason(), body != null));
        fields.put("method", request.method());
        fields.put("url", request.url());
        fields.put("headers", request.headers());
        fields.put("contentType", request.contentType());
        fields.put("body", body == null ? null : text.of(request.source(), request.contentType(), body));
        return fields;
    }
}
