package se.salesbyte.bridge.store;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.store.Outcomes.ENDED;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    @TempDir
    Path folder;

    private LeadStore store;

    @BeforeEach
    void open() {
        store = LeadStore.sqlite(folder.resolve("bridge.db"), new RecordedSignals());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void countsWhatWasReceivedSince() {
        accept("form", "old", NOON.minus(ofHours(25)));
        accept("form", "one", NOON.minus(ofHours(23)));
        accept("form", "two", NOON);
        delivered("hubspot", "three");
        assertThat(since(ofHours(24)).sources())
                .isEqualTo(Map.of("form", Map.of(LeadState.ACCEPTED, 2L), "hubspot", Map.of(LeadState.DELIVERED, 1L)));
    }

    @Test
    void measuresFromReceiptToDelivery() {
        assertThat(since(ofHours(1)).latency()).isEqualTo(new Latency(null, null, null));
        delivered("form", "one");
        assertThat(since(ofHours(1)).latency()).isEqualTo(new Latency(2_000L, 2_000L, 2_000L));
        assertThat(store.queries().statistics(ENDED.plusMillis(1)).latency().p50())
                .as("delivered before the window")
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "2, 1, 2, 2", "100, 50, 95, 99", "1000, 500, 950, 990"})
    void ranksLatencies(int count, long p50, long p95, long p99) {
        long[] millis = LongStream.rangeClosed(1, count).map(i -> count + 1 - i).toArray();
        assertThat(Latency.of(millis)).isEqualTo(new Latency(p50, p95, p99));
    }

    @Test
    void tellsTheOldestThatIsStillToBeDelivered() {
        assertThat(since(ofHours(1)).oldestUnfinished()).isNull();
        delivered("hubspot", "finished");
        accept("form", "later", NOON.plus(ofMinutes(1)));
        accept("form", "first", NOON.minus(ofHours(100)));
        assertThat(since(ofHours(1)).oldestUnfinished()).isEqualTo(NOON.minus(ofHours(100)));
    }

    @Test
    void tellsTheLastEventOfEachSource() {
        done(store.remember("form", NOON));
        done(store.remember("typeform", NOON));
        accept("form", "one", NOON);
        accept("form", "two", NOON.plusSeconds(5));
        assertThat(store.queries().lastEvents())
                .containsEntry("form", NOON.plusSeconds(5))
                .containsEntry("typeform", null);
    }

    @Test
    void readsNoMoreThanItShows() throws SQLException {
        assertThat(plan(ReadStatistics.COUNTS.replace("<plain>", "+")))
                .contains("SEARCH lead USING")
                .contains("id>?");
        assertThat(plan(ReadStatistics.DELIVERED)).contains("attempt_delivered (ended_at>?)");
        assertThat(plan(ReadStatistics.OLDEST)).contains("lead_unfinished");
        assertThat(plan("select * from lead where " + LeadQueries.isIn(LeadState.FAILED) + " order by id desc"))
                .contains("lead_open (state=?)")
                .doesNotContain("TEMP B-TREE");
        assertThat(plan("select * from lead where source = 'form' order by id desc"))
                .contains("lead_source (source=?)")
                .doesNotContain("TEMP B-TREE");
    }

    @ParameterizedTest
    @CsvSource({"åsa, 1", "ÅSA, 1", "öBERG, 1", "sa ö, 1", "oberg, 0", "*, 0", "?sa, 0", "[å]sa, 0", "[x], 1"})
    void findsTextInAnyCase(String text, int found) {
        accept("hubspot", "one", NOON);
        String id = done(store.claim("hubspot", NOON, 1)).items().get(0).id();
        Customer asa = new Customer("Åsa Öberg", null, null, "Firma [X]");
        done(store.begin(new Intent(id, 1, NOON, asa, "{}", null, null, false)));
        assertThat(store.queries().list(LeadStoreContract.text(text))).hasSize(found);
    }

    private String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bridge.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("explain query plan " + sql.replace(":from", "'0'"))) {
            while (row.next()) {
                plan.append(row.getString("detail")).append('\n');
            }
        }
        return plan.toString();
    }

    private Statistics since(java.time.Duration window) {
        return store.queries().statistics(NOON.minus(window));
    }

    private void accept(String source, String event, Instant at) {
        done(store.accept(List.of(event(source, event, at))));
    }

    private void delivered(String source, String event) {
        accept(source, event, NOON);
        String id = done(store.claim(source, NOON, 1)).items().get(0).id();
        done(store.begin(intent(id, 1)));
        done(store.settle(Outcomes.delivered(id, source, 1)));
    }

    private static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(10, SECONDS).join();
    }
}
