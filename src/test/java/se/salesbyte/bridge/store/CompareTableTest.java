package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;

/** Two stores that were the same, until somebody changed one. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // made before each test
class CompareTableTest {
    private final Database database = Postgresql.database();
    private final StoreAddress address = Replicas.address(database, "one", ofSeconds(15));
    private final List<String> lines = new ArrayList<>();

    @TempDir
    Path folder;

    private FilledStore filled;

    @BeforeEach
    void move() {
        filled = FilledStore.in(folder.resolve("bridge.db"));
        new MoveStore(folder.resolve("bridge.db"), address, line -> {}).run();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void findsNothingWhereNothingDiffers() throws SQLException {
        CompareTable.Result result = compare("lead");
        assertThat(result.rows()).isEqualTo(FilledStore.WAITING + 6L);
        assertThat(result.different()).isZero();
        assertThat(lines).isEmpty();
    }

    @Test
    void tellsAllColumnsThatDifferAndNoValue() throws SQLException {
        change("update lead set customer_email = 'eve@example.com', reason = 'none', attempts = 7 where id = '"
                + filled.unknown + "'");
        assertThat(compare("lead").different()).isEqualTo(1);
        assertThat(lines).containsExactly("lead " + filled.unknown + ": differs in attempts, reason, customer_email");
    }

    @Test
    void seesAByteOfAPayload() throws SQLException {
        change("update lead_body set payload = set_byte(payload, 3, 1) where lead_id = '" + filled.delivered + "'");
        assertThat(compare("lead_body").different()).isEqualTo(1);
        assertThat(lines).containsExactly("lead_body " + filled.delivered + ": differs in payload");
    }

    @Test
    void seesRowsThatAreMissingAndRowsThatAreNotOfTheFile() throws SQLException {
        change("delete from attempt where lead_id = '" + filled.delivered + "'");
        change("insert into attempt(lead_id, number, started_at) values('" + filled.replayed + "', 9, 0)");
        assertThat(compare("attempt").different()).isEqualTo(2);
        assertThat(lines)
                .containsExactly(
                        "attempt " + filled.delivered + " 1: is missing in the database",
                        "attempt " + filled.replayed + " 9: is in the database alone");
    }

    @Test
    void seesAKeyOfBytesThatIsGone() throws SQLException {
        change("delete from dedupe where lead_id = '" + filled.delivered + "'");
        assertThat(compare("dedupe").different()).isEqualTo(1);
        assertThat(lines).singleElement().asString().matches("dedupe hubspot [0-9a-f]+: is missing in the database");
    }

    @Test
    void namesTheFirstOfManyAndCountsTheRest() throws SQLException {
        change("delete from lead_body");
        assertThat(compare("lead_body").different()).isEqualTo(FilledStore.WAITING + 6L);
        assertThat(lines).hasSize(21).last().asString().endsWith("and " + (FilledStore.WAITING - 14) + " rows more");
    }

    private CompareTable.Result compare(String table) throws SQLException {
        MovedTable moved = MovedTable.ALL.stream()
                .filter(one -> one.name().equals(table))
                .findFirst()
                .orElseThrow();
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bridge.db.moved"));
                Connection there = PostgresqlDialect.openMover(address)) {
            return new CompareTable(file, there, new MoveProgress(line -> {}), lines::add).compare(moved);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setSchema("bridge");
            statement.execute(sql);
        }
    }
}
