package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a table in the order of its key, a few in memory at a time, in a connection that does not commit by itself. */
final class MovedRows implements AutoCloseable {
    /** A row may hold a payload of some mebibytes. */
    private static final int FETCHED_AT_ONCE = 64;

    private final List<MovedColumn> columns;
    private final PreparedStatement statement;
    private final ResultSet rows;

    MovedRows(MovedTable table, List<MovedColumn> columns, Connection connection) throws SQLException {
        this.columns = columns;
        this.statement = connection.prepareStatement(table.select(columns));
        statement.setFetchSize(FETCHED_AT_ONCE);
        this.rows = statement.executeQuery();
    }

    /** The values of the next row, in the order of the columns; null after the last one. */
    @Nullable
    List<@Nullable Object> next() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(columns.get(i).read(rows, i + 1));
        }
        return values;
    }

    /** Its result goes with it. */
    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
