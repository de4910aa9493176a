package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writer's connection with its prepared statements and transaction. For the writer's thread alone. */
final class Session implements AutoCloseable {
    private final Dialect dialect;
    private final Connection connection;
    private final Membership membership;
    private final Arrivals arrivals = new Arrivals();
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Dialect dialect) throws SQLException {
        this.dialect = dialect;
        this.membership = dialect.membership();
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
        arrivals.clear();
        prepare(dialect.begin()).execute();
        membership.enter(this);
    }

    /** Under which id leads are taken in hand in this transaction; null if nobody shares the store. */
    @Nullable
    String owner() {
        return membership.owner();
    }

    /** As the other, of a query whose rows are about to be changed. */
    PreparedStatement prepareLocking(String sql) throws SQLException {
        return prepare(sql + dialect.locking());
    }

    /** As the other, of those that nobody else is about to change. */
    PreparedStatement prepareClaiming(String sql) throws SQLException {
        return prepare(sql + dialect.claiming());
    }

    /** The events that are to be kept in this transaction. */
    Arrivals arrivals() {
        return arrivals;
    }

    Dialect dialect() {
        return dialect;
    }

    void commit() throws SQLException {
        prepare("COMMIT").execute();
    }

    void rollback() throws SQLException {
        prepare("rollback").execute();
    }

    /** For what is asked once. */
    Connection connection() {
        return connection;
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
