package se.salesbyte.bridge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL 14 or newer, or a database that speaks as it does, shared by any number of replicas. Every commit is on its
 * disk when it returns, which is looked up when a connection is made.
 */
final class PostgresqlDialect implements Dialect {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlDialect.class);
    private static final int OLDEST = 14;
    private static final int READERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_OF_WRITER = Duration.ofSeconds(2);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE_OF_MOVER = Duration.ofMinutes(10);

    /** What a server cannot do now: connections lost, no room, stopped by somebody, its files, read-only, its own faults. */
    private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58", "25", "F0", "XX", "28", "3D");

    /** Rolled back for the sake of others: serialization, deadlock, a lock that was not to be had in time. */
    private static final Set<String> CONTENTIONS = Set.of("40001", "40P01", "55P03");

    private static final String IDENTITY =
            "select oid || '.' || cast(cast('lead' as regclass) as oid) from pg_database where datname = current_database()";

    private final StoreAddress address;
    private final Tenure tenure;
    private final Notices notices;
    private final HikariDataSource readers;
    private final KeepEvents keepEvents = new KeepTogether();

    /**
     * Connects when it is asked for something.
     *
     * @param clock by which things are due
     */
    PostgresqlDialect(StoreAddress address, Clock clock) {
        this.address = address;
        this.tenure = new Tenure(address.replica(), address.lease());
        this.notices = new Notices("bridge_" + address.schema(), clock);
        this.readers = openReaders(address);
    }

    @Override
    public void migrate() throws SQLException {
        DataSource plain = source(address, Duration.ZERO);
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new SQLException("it is PostgreSQL " + version + ": bring it to " + OLDEST + " or newer");
            }
            statement.execute("set lock_timeout = " + PATIENCE.toMillis());
            statement.execute("select pg_advisory_lock(hashtext('" + address.schema() + "'))"); // two may start at once
            statement.execute("create schema if not exists " + address.schema());
        }
        Migrations.postgresql(plain).run();
    }

    /**
     * A session whose process hangs in a transaction is ended by the server, so that others get on with what it locked. A
     * lock that somebody holds for long is not waited for, and a commit is never broken off by a timeout of the role's: it
     * would stand without its standby.
     */
    @Override
    public Connection openWriter() throws SQLException {
        PGSimpleDataSource source = source(address, address.lease());
        source.setOptions(
                "-c idle_in_transaction_session_timeout=" + address.lease().toMillis() + " -c lock_timeout="
                        + PATIENCE_OF_WRITER.toMillis() + " -c statement_timeout=0");
        Connection connection = source.getConnection();
        try {
            endWhereNobodyListens(connection);
            requireUtf8(connection);
            for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
                requireOn(connection, setting);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection that moves rows here, many a statement; it does not commit by itself, and its errors show no values. */
    static Connection openMover(StoreAddress address) throws SQLException {
        PGSimpleDataSource source = source(address, PATIENCE_OF_MOVER);
        source.setReWriteBatchedInserts(true);
        source.setLogServerErrorDetail(false);
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Each statement sees what others have committed: the conditions in it decide. */
    @Override
    public String begin() {
        return "begin isolation level read committed";
    }

    @Override
    public String locking() {
        return " for update";
    }

    @Override
    public String claiming() {
        return " for update skip locked";
    }

    @Override
    public KeepEvents keepEvents() {
        return keepEvents;
    }

    @Override
    public DataSource readers() {
        return readers;
    }

    @Override
    public Membership membership() {
        return tenure;
    }

    @Override
    public String heldUpBy() {
        return "the database, its disk or the network to it";
    }

    @Override
    public boolean isOutage(SQLException fault) {
        String state = fault.getSQLState();
        return state == null || (state.length() == 5 && OUTAGES.contains(state.substring(0, 2)));
    }

    @Override
    public boolean isContention(SQLException fault) {
        String state = fault.getSQLState();
        return state != null && CONTENTIONS.contains(state);
    }

    @Override
    public String plain() {
        return "";
    }

    @Override
    public String fieldsAtFault() {
        return """
                (select string_agg(key, chr(10) order by key collate "C") from jsonb_object_keys(
                  case jsonb_typeof(cast(a.failure as jsonb) -> 'errors')
                  when 'object' then cast(a.failure as jsonb) -> 'errors' end) as key)""";
    }

    @Override
    public boolean hasSearchIndex() {
        return false;
    }

    @Override
    public StoreSignals telling(StoreSignals own) {
        return notices.telling(own);
    }

    @Override
    public Runnable hearing(StoreSignals own, Runnable flowChanged) {
        WakeReplicas hearing =
                new WakeReplicas(() -> source(address, PATIENCE).getConnection(), notices, own, flowChanged);
        hearing.start();
        return hearing::close;
    }

    /** Whoever restores a dump makes its tables anew, and they get other numbers. */
    @Override
    public String identity(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement();
                ResultSet row = statement.executeQuery(IDENTITY)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void betweenGroups(Connection writer) throws SQLException {
        notices.send(writer);
    }

    /** Old versions of rows, the log and its archives are the database's own: {@code replicas.md} says how long they stay. */
    @Override
    public void wipe() throws SQLException {
        try (Connection connection = source(address, Duration.ZERO).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum lead, lead_body, attempt, outbox_message, event, run, timeline, refused, replay");
        }
    }

    @Override
    public boolean wipeIfQuiet() {
        return true;
    }

    /** Its autovacuum has the room used again. */
    @Override
    public boolean shrink(Connection writer) {
        return false;
    }

    @Override
    public void close() {
        readers.close();
    }

    private static HikariDataSource openReaders(StoreAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setDataSource(source(address, PATIENCE));
        config.setReadOnly(true);
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECT.toMillis());
        return new HikariDataSource(config);
    }

    /** @param patience how long an answer may take before the connection counts as lost; zero: for ever */
    private static PGSimpleDataSource source(StoreAddress address, Duration patience) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        if (!address.user().isEmpty()) {
            source.setUser(address.user());
        }
        if (!address.password().isEmpty()) {
            source.setPassword(address.password());
        }
        source.setCurrentSchema(address.schema());
        source.setApplicationName("salesbyte-bridge " + address.replica());
        source.setConnectTimeout(Math.toIntExact(CONNECT.toSeconds()));
        source.setLoginTimeout(Math.toIntExact(CONNECT.toSeconds()));
        source.setSocketTimeout(Math.toIntExact(patience.toSeconds()));
        source.setTcpKeepAlive(true);
        source.setPrepareThreshold(1);
        return source;
    }

    /** Also while the server sends or waits; what only some databases have. */
    private void endWhereNobodyListens(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set client_connection_check_interval = 1000");
            statement.execute("set tcp_user_timeout = " + address.lease().toMillis());
        } catch (SQLException e) {
            LOG.debug("The database does not look whether its clients are there: {}", e.getMessage());
        }
    }

    private static void requireUtf8(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show server_encoding")) {
            if (row.next() && !"UTF8".equals(row.getString(1))) {
                throw new SQLException("its encoding is " + row.getString(1)
                        + ", which has no room for some names: make a database with encoding UTF8");
            }
        }
    }

    private static void requireOn(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            if ("off".equals(row.getString(1))) {
                throw new SQLException("its " + setting + " is " + row.getString(1)
                        + ", and what it commits may be lost: set it to on, in postgresql.conf or for this database");
            }
        }
    }
}
