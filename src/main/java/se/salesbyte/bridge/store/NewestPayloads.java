package se.salesbyte.bridge.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Reads the newest payloads of a source that are there still, as many as one may hold in memory. */
final class NewestPayloads {
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    // cross join: the leads in their order first, then the body of each
    private static final String PAYLOADS =
            """
            select lead.id, lead.received_at, lead_body.content_type, lead_body.payload
              from lead cross join lead_body on lead_body.lead_id = lead.id
             where lead.source = :source order by lead.id desc limit :limit""";

    private NewestPayloads() {}

    static List<StoredPayload> of(Handle handle, String source, int limit) {
        List<StoredPayload> payloads = new ArrayList<>();
        try (Stream<StoredPayload> rows = handle
                .createQuery(PAYLOADS)
                .bind("source", source)
                .bind("limit", limit)
                .map((row, context) -> new StoredPayload(
                        row.getString("id"),
                        Bind.timeOf(row, "received_at"),
                        row.getString("content_type"),
                        row.getBytes("payload")))
                .stream()) {
            long bytes = 0;
            Iterator<StoredPayload> newest = rows.iterator();
            while (bytes < MAX_BYTES && newest.hasNext()) {
                StoredPayload payload = newest.next();
                bytes += payload.payload().length;
                payloads.add(payload);
            }
        }
        return payloads;
    }
}
