package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Writes a little of the index for searching anew, without what it has of rows that are gone. Overwriting that row by row
 * takes a hundred times as long as this does for all of them together. Results in whether there is more.
 */
final class TidySearch implements Work<Boolean> {
    /** Of 4 KB: a few milliseconds. */
    private static final int PAGES_AT_ONCE = 16;

    private static final String MERGE = "insert into search(search, rank) values('merge', ?)";
    private static final String CHANGES = "select total_changes()";

    /** By the documentation of FTS5: that many changes are its own, more mean that it did something. */
    private static final int NOTHING_DONE = 2;

    private final boolean first;

    /** @param first whether this is the first step, which takes in the whole index */
    TidySearch(boolean first) {
        this.first = first;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        long before = changes(session);
        Bind.to(session.prepare(MERGE))
                .number((long) (first ? -PAGES_AT_ONCE : PAGES_AT_ONCE))
                .update();
        return changes(session) - before >= NOTHING_DONE;
    }

    /** Changes nothing of any lead. */
    @Override
    public boolean writes() {
        return false;
    }

    private static long changes(Session session) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare(CHANGES)).query()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
