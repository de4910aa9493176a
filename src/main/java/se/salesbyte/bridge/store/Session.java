package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The writer's connection with its prepared statements and transaction. For the writer's thread alone. */
final class Session implements AutoCloseable {
    private final Dialect dialect;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Dialect dialect) throws SQLException {
        this.dialect = dialect;
        this.connection = dialect.openWriter();
    }

    /** The statement, prepared once per session; its parameters are those of the last use. Not to be closed. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    void begin() throws SQLException {
        prepare(dialect.begin()).execute();
    }

    void commit() throws SQLException {
        prepare("commit").execute();
    }

    void rollback() throws SQLException {
        prepare("rollback").execute();
    }

    /** Whether there is more to give back, see {@link Dialect#shrink}. */
    boolean shrink() throws SQLException {
        return dialect.shrink(connection);
    }

    void betweenGroups() throws SQLException {
        dialect.betweenGroups(connection);
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }
}
