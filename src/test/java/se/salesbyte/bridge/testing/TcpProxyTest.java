package se.salesbyte.bridge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpProxyTest {
    private final Database database = Postgresql.database();
    private final TcpProxy proxy =
            TcpProxy.to(URI.create(database.url().substring("jdbc:".length())).getPort());

    @BeforeEach
    void makeTheTable() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (number int)");
        }
    }

    @AfterEach
    void end() {
        proxy.close();
        database.close();
    }

    /** The tenth commit goes by the name of a prepared statement alone. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void cutsACommitThatTheServerNeverSees(int commitsBefore) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            commit(connection, statement, commitsBefore);
            proxy.cutBefore("COMMIT");

            assertThatThrownBy(() -> commit(connection, statement, 1)).isInstanceOf(SQLException.class);
        }
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(kept()).isEqualTo(commitsBefore);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void cutsACommitThatTheServerHasDone(int commitsBefore) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            commit(connection, statement, commitsBefore);
            proxy.cutAfter("COMMIT");

            assertThatThrownBy(() -> commit(connection, statement, 1)).isInstanceOf(SQLException.class);
        }
        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(kept()).isEqualTo(commitsBefore + 1);
    }

    @Test
    void cutsACommitThatIsAPreparedStatementOfTheClient() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement begin = connection.prepareStatement("begin");
                PreparedStatement insert = connection.prepareStatement("insert into kept values (1) /* commit */");
                PreparedStatement commit = connection.prepareStatement("commit")) {
            begin.execute();
            insert.execute();
            commit.execute();
            proxy.cutAfter("COMMIT");
            begin.execute();
            insert.execute();

            assertThatThrownBy(commit::execute).isInstanceOf(SQLException.class);
        }
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void cutsAllConnectionsAndLetsNewOnesPass() throws SQLException {
        try (Connection first = connect();
                Connection second = connect()) {
            proxy.cutAll();

            assertThat(first.isValid(5)).isFalse();
            assertThat(second.isValid(5)).isFalse();
            await().until(() -> proxy.connections() == 0);
        }
        try (Connection third = connect()) {
            assertThat(third.isValid(5)).isTrue();
        }
    }

    @Test
    void refusesNewConnectionsUntilItGoesOn() throws SQLException {
        try (Connection before = connect()) {
            proxy.refuse();

            assertThatThrownBy(this::connect).hasMessageContaining("refused");
            assertThat(before.isValid(5)).isTrue();
        }
        proxy.goOn();
        try (Connection after = connect()) {
            assertThat(after.isValid(5)).isTrue();
        }
    }

    @Test
    void holdsWhatIsSentUntilItGoesOn() throws SQLException {
        try (Connection connection = connect()) {
            proxy.hold();
            CompletableFuture<Boolean> valid = CompletableFuture.supplyAsync(() -> isValid(connection));
            await().during(Duration.ofMillis(300)).until(() -> !valid.isDone());

            proxy.goOn();

            assertThat(valid).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(proxy.port()), Database.USER, Database.PASSWORD);
    }

    private int kept() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void commit(Connection connection, Statement statement, int times) throws SQLException {
        connection.setAutoCommit(false);
        for (int i = 0; i < times; i++) {
            statement.execute("insert into kept values (" + i + ")");
            connection.commit();
        }
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(30);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
