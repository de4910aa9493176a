package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies a table from one database to another, row by row in the order of its key, many rows a statement. */
final class CopyTable {
    private static final int ROWS_AT_ONCE = 512;
    private static final int SIZE_AT_ONCE = 1024 * 1024;

    private final Connection source;
    private final Connection target;
    private final MoveProgress progress;

    /** @param target does not commit by itself */
    CopyTable(Connection source, Connection target, MoveProgress progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /** Does it in one transaction of the target. */
    void copy(MovedTable table) throws SQLException {
        List<MovedColumn> columns = table.columns(source, target);
        try (MovedRows rows = new MovedRows(table, columns, source);
                PreparedStatement insert = target.prepareStatement(table.insert(columns))) {
            long copied = 0;
            int waiting = 0;
            long size = 0;
            for (List<@Nullable Object> row = rows.next(); row != null; row = rows.next()) {
                size += add(insert, columns, row);
                waiting++;
                copied++;
                if (waiting == ROWS_AT_ONCE || size >= SIZE_AT_ONCE) {
                    insert.executeBatch();
                    progress.at("copied", table.name(), copied);
                    waiting = 0;
                    size = 0;
                }
            }
            insert.executeBatch();
        }
        target.commit();
    }

    /** Returns about how much memory it takes until it is sent, in bytes. */
    private static long add(PreparedStatement insert, List<MovedColumn> columns, List<@Nullable Object> row)
            throws SQLException {
        long size = 0;
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            columns.get(i).bind(insert, i + 1, value);
            size += value instanceof byte[] bytes ? bytes.length : value instanceof String text ? text.length() : 0;
        }
        insert.addBatch();
        return size;
    }
}
