package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.Outcomes.notCalled;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRetentionTest extends RetentionContract {
    private final Path folder;

    SqliteRetentionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    LeadStore open() {
        return LeadStore.sqlite(file(), new RecordedSignals());
    }

    @Override
    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout=10000");
            return connection;
        }
    }

    @Override
    List<String> searchTables() {
        return List.of("search", "search_due");
    }

    private Path file() {
        return folder.resolve("bridge.db");
    }

    @Test
    void leavesNothingOnDiskAndGivesTheRoomBack() throws IOException {
        int leads = 300;
        List<NewLead> events = IntStream.range(0, leads)
                .mapToObj(i -> event("hubspot", "evt-" + i, payload(i)))
                .toList();
        List<String> ids =
                done(store.accept(events)).stream().map(Receipt::leadId).toList();
        ids.forEach(id -> done(store.settle(notCalled(id, "hubspot", 1, LeadState.SKIPPED, null))));
        NewLead stays = event("hubspot", "stays", "stays@example.se".getBytes(UTF_8));
        done(store.accept(List.of(stays)));
        await("the log to be in the file").until(() -> Files.size(file()) > 1_000_000);

        purgeAfter(KEEP.plusDays(1), leads);

        await("the file to be small").until(() -> Files.size(file()) < 500_000);
        await("the log to be empty").until(() -> disk(), disk -> !disk.contains("person-"));
        assertThat(disk()).contains("stays@example.se");
    }

    /** Its terms are parts of names; this one shares no beginning with another, so it is there whole. */
    @Test
    void leavesNothingInTheIndexForSearching() {
        String inUtf8 = new String("☃☃☃".getBytes(UTF_8), ISO_8859_1);
        delivered("evt-1", "☃☃☃", NOON);
        delivered("evt-2", "Anna", NOON.plus(KEEP));
        await("the log to be in the file").until(() -> count("search") == 2 && disk().contains(inUtf8));
        purgeAfter(KEEP.plusDays(1), 1);
        await().until(() -> !disk().contains(inUtf8));
        assertThat(count("search")).isEqualTo(1);
    }

    @Test
    void triesAgainWhatFailed() throws SQLException {
        skipped(1);
        execute("create trigger never before delete on lead begin select raise(abort, 'never'); end");
        clock.advance(KEEP.plusDays(1));
        store.retention().start(KeepLeads.all(KEEP), clock);
        await("the round to end").until(SqliteRetentionTest::isPausing);
        assertThat(count("lead")).isEqualTo(1);
        execute("drop trigger never");
        store.retention().wake();
        await().until(() -> count("lead") == 0);
    }

    /** Whatever is stored for long must not be read for each few that go, nor for each round. */
    @Test
    void findsWhatIsOldAlongTheIds() throws SQLException {
        assertThat(plan(KeepLeads.all(KEEP).oldAt(NOON).get(0).find()))
                .first()
                .asString()
                .isEqualTo("SEARCH lead USING PRIMARY KEY (id>? AND id<?)");
        assertThat(plan(KeepLeads.all(KEEP).oldAt(NOON).get(0).find())).noneMatch(step -> step.startsWith("SCAN"));
        assertThat(plan(ForgetEvents.LOOK)).noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP"));
    }

    private void delivered(String eventId, String customer, Instant receivedAt) {
        String lead = done(store.accept(List.of(event("hubspot", eventId, receivedAt))))
                .get(0)
                .leadId();
        done(store.claim("hubspot", receivedAt, 10));
        Customer person = new Customer(customer, null, null, null);
        done(store.begin(new Intent(lead, 1, receivedAt, person, "{}", null, null, false)));
        done(store.settle(Outcomes.delivered(lead, "hubspot", 1)));
    }

    private static boolean isPausing() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("store-retention"))
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("isOpenAfter"));
    }

    private List<String> plan(String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("explain query plan " + sql.replace("?", "1"))) {
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
        }
        return steps;
    }

    private static byte[] payload(int person) {
        return ("{\"email\":\"person-" + person + "@example.se\",\"message\":\"" + "x".repeat(person % 7 * 3000)
                        + "\"}")
                .getBytes(UTF_8);
    }

    private String disk() {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes.append(Files.readString(file, ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString();
    }
}
