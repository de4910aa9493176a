package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.Outcomes.BEGUN;
import static se.salesbyte.bridge.store.Outcomes.ENDED;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.store.Outcomes.message;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLeadStoreTest extends LeadStoreContract {
    private final Path folder;

    SqliteLeadStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    LeadStore open(StoreSignals toTell) {
        return LeadStore.sqlite(file(), toTell);
    }

    private Path file() {
        return folder.resolve("bridge.db");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    @Nested
    class Opening {
        @Test
        void makesAFileWithLargePagesAndAWriteAheadLog() throws SQLException {
            try (Connection connection = connect()) {
                assertThat(query(connection, "pragma page_size")).isEqualTo("8192");
                assertThat(query(connection, "pragma journal_mode")).isEqualTo("wal");
                assertThat(query(connection, "pragma auto_vacuum")).isEqualTo("2"); // incremental
            }
        }

        @Test
        void flushesEveryCommitToTheDisk() throws SQLException {
            SqliteDialect dialect = new SqliteDialect(file());
            try (Connection writer = dialect.openWriter()) {
                assertThat(query(writer, "pragma synchronous")).isEqualTo("2"); // FULL
                assertThat(query(writer, "pragma foreign_keys")).isEqualTo("1");
            } finally {
                dialect.close();
            }
        }

        @Test
        void givesReadersNoWayToWrite() throws SQLException {
            SqliteDialect dialect = new SqliteDialect(file());
            try (Connection reader = dialect.readers().getConnection();
                    Statement statement = reader.createStatement()) {
                assertThatThrownBy(() -> statement.executeUpdate("delete from lead"))
                        .hasMessageContaining("readonly");
            } finally {
                dialect.close();
            }
        }

        @Test
        void refusesAFileThatIsNoDatabase() throws IOException {
            Path letter = Files.writeString(folder.resolve("letter.db"), "Dear SalesByte,\n".repeat(1000));
            assertRefused(letter);
        }

        @Test
        void refusesAFolderThatIsNotThere() {
            assertRefused(folder.resolve("nowhere").resolve("bridge.db"));
        }

        @Test
        void refusesTheFileOfANewerVersion() throws SQLException {
            store.close();
            execute("insert into flyway_schema_history select 99, '99', 'later', type, 'V99__later.sql', checksum,"
                    + " installed_by, installed_on, execution_time, success from flyway_schema_history limit 1");
            assertRefused(file());
        }

        /** sqlite-jdbc takes pragmas of a connection from the file's name. */
        @Test
        void refusesANewFileOnAFullDisk() {
            assertRefused(folder.resolve("new.db?max_page_count=3"));
        }

        @Test
        void refusesAFileThatItCannotWrite() throws SQLException {
            store.close();
            execute("delete from setting");
            execute("create trigger never before insert on setting begin select raise(abort, 'never'); end");
            assertRefused(file());
        }

        private void assertRefused(Path refused) {
            List<Thread> before = storeThreads();
            assertThatThrownBy(() -> LeadStore.sqlite(refused, signals))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(refused.toString());
            await("threads to end").until(() -> before.containsAll(storeThreads()));
        }

        private List<Thread> storeThreads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("store-"))
                    .toList();
        }
    }

    @Nested
    class Remembering {
        @Test
        void keepsNoEventIdInTheDedupeMemory() throws Exception {
            accept(new NewLead(
                    "meta", null, "anna@example.se".getBytes(UTF_8), null, NOON, null, new byte[] {1}, null));
            store.close();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    assertThat(new String(Files.readAllBytes(each), ISO_8859_1)).doesNotContain("anna@example.se");
                }
            }
        }

        @Test
        void keysTheDedupeMemoryDifferentlyInEveryStore() throws SQLException {
            accept(event("meta", "evt-1"));
            String key = dedupeKey(file());
            Path other = folder.resolve("other.db");
            try (LeadStore second = LeadStore.sqlite(other, signals)) {
                done(second.accept(List.of(event("meta", "evt-1"))));
            }
            assertThat(dedupeKey(other)).isNotEqualTo(key);
        }

        private String dedupeKey(Path of) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + of)) {
                return query(connection, "select hex(dedupe_key) from dedupe");
            }
        }
    }

    /** The disk is full for this store alone: sqlite-jdbc takes pragmas of a connection from the file's name. */
    @Nested
    class OnAFullDisk {
        private static final int LITTLE_ROOM_PAGES = 6;

        @Test
        void refusesAnEventAndTakesItOnceThereIsRoom() throws SQLException {
            String known = accept(event("hubspot", "evt-0")).leadId();
            fillDisk();
            NewLead large = event("hubspot", "evt-1", new byte[100_000]);
            assertThatThrownBy(() -> store.accept(List.of(large)).join())
                    .hasCauseInstanceOf(StoreUnavailableException.class);
            assertThat(store.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("full"));
            makeRoom();
            assertThat(accept(large).duplicate()).isFalse();
            assertThat(store.fault()).isEmpty();
            assertThat(accept(event("hubspot", "evt-0"))).isEqualTo(new Receipt(known, true));
            assertThat(claim("hubspot", NOON)).hasSize(2);
        }

        @Test
        void keepsAnOutcomeAndCommitsItByItselfOnceThereIsRoom() throws SQLException {
            String id = inHandOnAFullDisk();
            CompletableFuture<Boolean> settled = store.settle(large(id));
            await().until(() -> store.fault().isPresent());
            assertThat(settled).isNotDone();
            assertThat(find(id).lead().state()).isEqualTo(LeadState.DELIVERING);
            makeRoom();
            assertThat(settled).succeedsWithin(ofSeconds(10)).isEqualTo(true);
            assertThat(find(id).lead().state()).isEqualTo(LeadState.DELIVERED);
            assertThat(find(id).messages()).hasSize(1);
            assertThat(store.fault()).isEmpty();
        }

        @Test
        void assignsNothingWhileAnOutcomeWaits() throws SQLException {
            String id = inHandOnAFullDisk();
            CompletableFuture<Boolean> settled = store.settle(large(id));
            await().until(() -> store.fault().isPresent());
            CompletableFuture<DueBatch<DueLead>> claim = store.claim("typeform", NOON, 1);
            assertThatThrownBy(claim::join).hasCauseInstanceOf(StoreUnavailableException.class);
            makeRoom();
            assertThat(settled).succeedsWithin(ofSeconds(10)).isEqualTo(true);
            assertThat(claim("typeform", NOON))
                    .as("a claim that failed assigned nothing")
                    .hasSize(1);
        }

        @Test
        void commitsAnOutcomeBeforeWhatWasQueuedAfterIt() throws SQLException {
            String id = inHandOnAFullDisk();
            CompletableFuture<Boolean> first = store.settle(large(id));
            await().until(() -> store.fault().isPresent());
            CompletableFuture<Boolean> second = store.settle(Outcomes.retrying(id, "hubspot", 1, LATER));
            makeRoom();
            assertThat(first).succeedsWithin(ofSeconds(10)).isEqualTo(true);
            assertThat(second).succeedsWithin(ofSeconds(10)).isEqualTo(false);
            assertThat(find(id).lead().state()).isEqualTo(LeadState.DELIVERED);
        }

        @Test
        void leavesALeadInDoubtWhenItMustCloseWithItsOutcomeInMemory() throws SQLException {
            String id = inHandOnAFullDisk();
            CompletableFuture<Boolean> settled = store.settle(large(id));
            await().until(() -> store.fault().isPresent());
            store.close();
            assertThatThrownBy(settled::join).hasCauseInstanceOf(StoreUnavailableException.class);
            store = open(signals);
            assertThat(done(store.inDoubt())).extracting(InDoubt::leadId).containsExactly(id);
        }

        @Test
        void leaksNoConnectionWhileItLasts() throws SQLException {
            fillDisk();
            NewLead large = event("hubspot", "evt-1", new byte[100_000]);
            refuse(large, 5);
            long before = openFiles();
            refuse(large, 30);
            assertThat(openFiles()).isLessThan(before + 10);
        }

        private void refuse(NewLead lead, int times) {
            for (int i = 0; i < times; i++) {
                assertThatThrownBy(() -> store.accept(List.of(lead)).join())
                        .hasCauseInstanceOf(StoreUnavailableException.class);
            }
        }

        private long openFiles() {
            return ((com.sun.management.UnixOperatingSystemMXBean)
                            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                    .getOpenFileDescriptorCount();
        }

        private String inHandOnAFullDisk() throws SQLException {
            String id = accept(event("hubspot", "evt-1")).leadId();
            accept(event("typeform", "evt-2"));
            claim("hubspot", NOON);
            done(store.begin(intent(id, 1)));
            fillDisk();
            return id;
        }

        private void fillDisk() throws SQLException {
            store.close();
            execute("create table ballast as select zeroblob(4000000) as weight");
            int pages;
            try (Connection connection = connect()) {
                pages = Integer.parseInt(query(connection, "pragma page_count")) + LITTLE_ROOM_PAGES;
            }
            store = LeadStore.sqlite(Path.of(file() + "?max_page_count=" + pages), signals);
        }

        private void makeRoom() throws SQLException {
            execute("drop table ballast");
        }

        private Settlement large(String id) {
            return new Settlement(
                    id,
                    "hubspot",
                    1,
                    true,
                    BEGUN,
                    ENDED,
                    LeadState.DELIVERED,
                    null,
                    null,
                    Customer.NOBODY,
                    null,
                    200,
                    null,
                    null,
                    "\"" + "x".repeat(100_000) + "\"",
                    "4711",
                    List.of(message("msg-1", "callback")));
        }
    }
}
