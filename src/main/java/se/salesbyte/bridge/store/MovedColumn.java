package se.salesbyte.bridge.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of a table that is moved from one database to another. */
record MovedColumn(String name, Kind kind) {
    /** What a column holds: a {@code Long}, a {@code String} or a {@code byte[]}. */
    enum Kind {
        NUMBER(Types.BIGINT),
        TEXT(Types.VARCHAR),
        BYTES(Types.BINARY);

        private final int type;

        Kind(int type) {
            this.type = type;
        }

        static Kind of(int type) throws SQLException {
            return switch (type) {
                case Types.INTEGER, Types.BIGINT -> NUMBER;
                case Types.VARCHAR -> TEXT;
                case Types.BINARY -> BYTES;
                default -> throw new SQLException("no column of the JDBC type " + type + " can be moved");
            };
        }
    }

    /** All of a result, in its order. */
    static List<MovedColumn> of(ResultSetMetaData result) throws SQLException {
        List<MovedColumn> columns = new ArrayList<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            columns.add(new MovedColumn(result.getColumnName(i), Kind.of(result.getColumnType(i))));
        }
        return columns;
    }

    /** A NUL reads as the replacement character, as {@link Bind} writes it. */
    @Nullable
    Object read(ResultSet row, int position) throws SQLException {
        return switch (kind) {
            case NUMBER -> {
                long number = row.getLong(position);
                yield row.wasNull() ? null : number;
            }
            case TEXT -> {
                String text = row.getString(position);
                yield text == null ? null : text.replace('\0', '\uFFFD');
            }
            case BYTES -> row.getBytes(position);
        };
    }

    void bind(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(position, kind.type);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(position, bytes);
        } else if (value instanceof Long number) {
            statement.setLong(position, number);
        } else {
            statement.setString(position, (String) value);
        }
    }
}
