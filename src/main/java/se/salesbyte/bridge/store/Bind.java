package se.salesbyte.bridge.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Binds a statement's parameters in order, instants as epoch milliseconds; reads them back likewise. */
final class Bind {
    private final PreparedStatement statement;
    private int position;

    private Bind(PreparedStatement statement) {
        this.statement = statement;
    }

    static Bind to(PreparedStatement statement) {
        return new Bind(statement);
    }

    /** A NUL becomes the replacement character: PostgreSQL takes none. */
    Bind text(@Nullable String value) throws SQLException {
        statement.setString(++position, storable(value));
        return this;
    }

    Bind number(long value) throws SQLException {
        statement.setLong(++position, value);
        return this;
    }

    Bind real(double value) throws SQLException {
        statement.setDouble(++position, value);
        return this;
    }

    Bind number(@Nullable Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(++position, Types.INTEGER);
            return this;
        }
        return number(value.longValue());
    }

    Bind time(@Nullable Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(++position, Types.BIGINT);
            return this;
        }
        return number(value.toEpochMilli());
    }

    Bind bytes(byte[] value) throws SQLException {
        statement.setBytes(++position, value);
        return this;
    }

    Bind bytesOrNull(byte @Nullable [] value) throws SQLException {
        statement.setBytes(++position, value);
        return this;
    }

    /** For {@code = any(?)} of PostgreSQL. */
    Bind texts(Collection<? extends @Nullable String> values) throws SQLException {
        statement.setArray(
                ++position,
                statement
                        .getConnection()
                        .createArrayOf(
                                "text", values.stream().map(Bind::storable).toArray()));
        return this;
    }

    Bind numbers(@Nullable Long[] values) throws SQLException {
        statement.setArray(++position, statement.getConnection().createArrayOf("bigint", values));
        return this;
    }

    Bind bytes(Collection<byte[]> values) throws SQLException {
        statement.setArray(++position, statement.getConnection().createArrayOf("bytea", values.toArray(byte[][]::new)));
        return this;
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    /** Runs the query; the caller closes the result before the transaction ends. */
    ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    private static @Nullable String storable(@Nullable String value) {
        return value == null || value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Instant timeOf(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
