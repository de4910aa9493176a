package se.salesbyte.bridge.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many leads wait, what is done for one of them reads and writes no more than for one. */
class ManyWaitingTest {
    private static final int WAITING = 20_000;

    private final RecordedSignals signals = new RecordedSignals();
    private String url = "";
    private LeadStore store;

    ManyWaitingTest(@TempDir Path folder) {
        Path file = folder.resolve("bridge.db");
        url = "jdbc:sqlite:" + file;
        store = LeadStore.sqlite(file, signals);
    }

    @BeforeEach
    void letThemWait() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            try (PreparedStatement lead = connection.prepareStatement(
                            "insert into lead(id, source, received_at, state, next_at) values(?, 'form', ?, 'accepted', ?)");
                    PreparedStatement body = connection.prepareStatement(
                            "insert into lead_body(lead_id, content_type, payload) values(?, 'application/json', '{}')")) {
                for (int i = 0; i < WAITING; i++) {
                    String id = Ulid.min(NOON.toEpochMilli() + i).toString();
                    lead.setString(1, id);
                    lead.setLong(2, NOON.toEpochMilli());
                    lead.setLong(3, NOON.toEpochMilli());
                    lead.addBatch();
                    body.setString(1, id);
                    body.addBatch();
                }
                lead.executeBatch();
                body.executeBatch();
            }
            connection.commit();
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from lead where source = 'form' and priority = 0 and next_at <= 1 order by next_at",
                "select min(next_at) from lead where source = 'form' and priority = 0 and next_at > 1",
                JudgeHeldAnew.NEXT,
                SetClockBack.NEXT,
                ReadStatistics.OLDEST
            })
    void whatIsDoneForEachOfThemSearchesAnIndexAndSortsNothing(String sql) throws SQLException {
        assertThat(plan(sql)).startsWith("SEARCH lead USING ").doesNotContain("TEMP B-TREE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCEPTED", "DELIVERING", "RETRYING", "FAILED", "UNKNOWN"})
    void listsOfOpenStatesReadOnlyTheirIndex(LeadState state) throws SQLException {
        assertThat(plan("select * from lead where " + LeadQueries.isIn(state) + " order by id desc limit 50"))
                .contains("INDEX lead_")
                .doesNotContain("TEMP B-TREE");
    }

    @Test
    void judgingManyAnewLetsAnEventInBetween() throws SQLException {
        execute("update lead set waiting = 'quiet-hours', next_at = null");
        CompletableFuture<Integer> judged = store.judgeHeldAnew(new HoldRules(null, true), NOON);
        CompletableFuture<List<Receipt>> accepted = store.accept(List.of(event("form", "evt-1")));
        assertThat(accepted).succeedsWithin(Duration.ofSeconds(10));
        assertThat(judged).as("which waited for a part of them only").isNotDone();
        assertThat(judged.orTimeout(30, SECONDS).join()).isEqualTo(WAITING);
        assertThat(query("select count(*) from lead where waiting is not null and next_at is null"))
                .isZero();
        assertThat(signals.lines).contains("lead of form at " + NOON);
    }

    @Test
    void aClockThatIsSetBackMovesAllThatWaitAndNothingThatIsHeld() throws SQLException {
        long hour = Duration.ofHours(1).toMillis();
        execute("update lead set state = 'retrying', next_at = next_at + 600000");
        execute("update lead set waiting = 'quiet-hours' where id = (select max(id) from lead)");
        assertThat(store.clockSetBack(Duration.ofHours(1), new HoldRules(null, true), NOON.minus(Duration.ofHours(1)))
                        .orTimeout(30, SECONDS)
                        .join())
                .isEqualTo(WAITING - 1);
        long due = NOON.toEpochMilli() + 600_000 - hour;
        assertThat(query("select count(*) from lead where waiting is null and next_at = " + due))
                .isEqualTo(WAITING - 1);
        assertThat(query("select next_at from lead where waiting is not null"))
                .as("judged anew, by the clock as it is now")
                .isEqualTo(NOON.toEpochMilli() - hour);
    }

    @Test
    void claimsAFewAndHoldsNoMoreOfThem() {
        DueBatch<DueLead> batch =
                store.claim("form", NOON, 16).orTimeout(10, SECONDS).join();
        assertThat(batch.items()).hasSize(16);
        assertThat(batch.next()).as("there are more").isEqualTo(NOON);
        assertThat(store.queries().isWaiting(WAITING)).isTrue();
        assertThat(store.queries().isWaiting(WAITING + 1)).isFalse();
    }

    private String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("explain query plan " + sql.replace("?", "1"))) {
            while (row.next()) {
                plan.append(row.getString("detail")).append('\n');
            }
        }
        return plan.toString();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout=10000");
            statement.execute(sql);
        }
    }

    private long query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : -1;
        }
    }
}
