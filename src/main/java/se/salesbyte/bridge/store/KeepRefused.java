package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Keeps refused requests and lets the oldest go until all fit. */
final class KeepRefused implements Work<Integer> {
    /** What a row costs besides its texts and its body. */
    private static final int ROW = 256;

    private static final String REFUSED =
            """
            insert into refused(id, source, at, status, reason, method, url, headers, content_type, size, body)
            values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SIZE = "select size from quarantine";
    private static final String OLDEST_GOES =
            "delete from refused where id = (select id from refused order by id limit 1)";

    private final List<RefusedRequest> requests;
    private final long maxSize;

    KeepRefused(List<RefusedRequest> requests, long maxSize) {
        this.requests = requests;
        this.maxSize = maxSize;
    }

    @Override
    public Integer run(Session session) throws SQLException {
        for (RefusedRequest request : requests) {
            keep(session, request);
        }
        int gone = 0;
        while (size(session) > maxSize) {
            Bind.to(session.prepare(OLDEST_GOES)).update();
            gone++;
        }
        return gone;
    }

    private void keep(Session session, RefusedRequest request) throws SQLException {
        String headers = RefusedHeaders.write(request.headers());
        long size = sizeOf(request, headers);
        if (size > maxSize) {
            return; // it would push out all others and then itself
        }
        Bind.to(session.prepare(REFUSED))
                .text(request.id())
                .text(request.source())
                .time(request.at())
                .number(request.status())
                .text(request.reason())
                .text(request.method())
                .text(request.url())
                .text(headers)
                .text(request.contentType())
                .number(size)
                .bytesOrNull(request.body())
                .update();
    }

    private static long sizeOf(RefusedRequest request, String headers) {
        byte[] body = request.body();
        return (long) ROW
                + (body == null ? 0 : body.length)
                + headers.getBytes(UTF_8).length
                + request.url().getBytes(UTF_8).length;
    }

    private static long size(Session session) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare(SIZE)).query()) {
            row.next();
            return row.getLong("size");
        }
    }
}
