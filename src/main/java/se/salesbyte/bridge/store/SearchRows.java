package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.Ulid;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Where leads lie in the table {@code search}: by the time of receipt, and within a millisecond by the lowest bits of
 * the id, which count up there.
 */
final class SearchRows {
    private static final int LOW_BITS = 22;
    private static final long LOW = (1L << LOW_BITS) - 1;
    private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long MOST_MILLIS = (1L << (62 - LOW_BITS)) - 1; // some 34 years either way

    private static final String REMOVE = "delete from search where rowid = ? and lead_id = ?";
    private static final String OVERWRITE = "insert into search(search, rank) values('secure-delete', ?)";

    private SearchRows() {}

    /** Takes a lead out of the table, and all that the index has of it: some milliseconds. */
    static void remove(Session session, String leadId) throws SQLException {
        if (!session.dialect().hasSearchIndex()) {
            return;
        }
        Bind.to(session.prepare(REMOVE)).number(of(leadId)).text(leadId).update();
    }

    /** Takes leads out of the table; what the index has of them goes when {@link TidySearch} comes to it. */
    static void removeMany(Session session, Collection<String> leadIds) throws SQLException {
        if (!session.dialect().hasSearchIndex()) {
            return;
        }
        Bind.to(session.prepare(OVERWRITE)).number(0L).update();
        for (String lead : leadIds) {
            remove(session, lead);
        }
        Bind.to(session.prepare(OVERWRITE)).number(1L).update();
    }

    static long of(String leadId) {
        if (!Ulid.isValid(leadId)) {
            return leadId.hashCode() & LOW; // none of ours: found, in no order
        }
        Ulid id = Ulid.from(leadId);
        return firstAt(id.getTime()) | (id.getLeastSignificantBits() & LOW);
    }

    /** The first that a lead received at that time can have; the lowest of all for null. */
    static long from(@Nullable Instant time) {
        return time == null ? Long.MIN_VALUE : firstAt(time.toEpochMilli());
    }

    /** The last that a lead received before that time can have; the highest of all for null. */
    static long before(@Nullable Instant time) {
        return time == null ? Long.MAX_VALUE : firstAt(time.toEpochMilli()) - 1;
    }

    /** The first of the same millisecond. */
    static long firstBeside(long row) {
        return row & ~LOW;
    }

    /** The last of the same millisecond. */
    static long lastBeside(long row) {
        return row | LOW;
    }

    private static long firstAt(long millis) {
        return Math.max(-MOST_MILLIS, Math.min(MOST_MILLIS, millis - EPOCH)) << LOW_BITS;
    }
}
