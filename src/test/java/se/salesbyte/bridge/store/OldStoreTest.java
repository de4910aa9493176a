package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static se.salesbyte.bridge.testing.Events.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of the first version, whose connections left deleted pages as they were. */
@Timeout(60)
class OldStoreTest {
    private static final int LEADS = 60;
    private static final String DELETED = "gone-before@example.se";

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws SQLException {
        String url = "jdbc:sqlite:" + file();
        try (Connection connection = DriverManager.getConnection(url)) {
            SqliteDialect.pragmas(connection, "page_size=8192", "auto_vacuum=INCREMENTAL", "journal_mode=WAL");
        }
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:se/salesbyte/bridge/store/sqlite")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url)) {
            SqliteDialect.pragmas(connection, "secure_delete=FAST");
            for (int i = 0; i < LEADS; i++) {
                insert(connection, i);
            }
            run(
                    connection,
                    "insert into attempt(lead_id, number, started_at, outcome, answer)"
                            + " values('lead-07', 1, " + NOON.toEpochMilli() + ", 'delivered', '{\"id\":4711}'),"
                            + " ('lead-08', 1, 1, 'delivered', '{\"links\":{}}')");
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table passing as select '" + (DELETED + " ").repeat(2_000) + "' as text");
                statement.execute("drop table passing");
            }
        }
    }

    @Test
    void isTakenOverWithItsLeadsAndMessages() {
        try (LeadStore store = open()) {
            List<LeadRow> leads = store.queries().list(new LeadFilter(null, null, null, null, null, null, 100));
            assertThat(leads).hasSize(LEADS).extracting(LeadRow::state).containsOnly(LeadState.DELIVERED);
            LeadRecord lead = store.queries().find("lead-07").orElseThrow();
            assertThat(lead.lead().customerEmail()).isEqualTo(email(7));
            assertThat(lead.payload()).isEqualTo(large(7).getBytes(UTF_8));
            assertThat(lead.messages()).hasSize(1);
        }
    }

    @Test
    void knowsWhoseQuotesWereWhose() {
        try (LeadStore store = open()) {
            QuoteOwners known = store.queries().owners(List.of("quote-07", "4711", "quote-08", "4712"), NOON);
            assertThat(known.owners())
                    .containsOnly(
                            entry("quote-07", new QuoteOwners.Owner("lead-07", null, null)),
                            entry("4711", new QuoteOwners.Owner("lead-07", NOON, null)), // since replayed
                            entry("quote-08", new QuoteOwners.Owner("lead-08", null, null)));
        }
    }

    @Test
    void keepsNothingOnDiskOfWhoIsErased() throws IOException {
        try (LeadStore store = open()) {
            for (int i = 0; i < LEADS; i += 2) {
                assertThat(store.erase(new Known(email(i)), ActedBy.somebody(null), Instant.EPOCH))
                        .isEqualTo(new Erasure(1, 0));
            }
            String disk = disk();
            for (int i = 0; i < LEADS; i++) {
                assertThat(disk.contains(email(i))).as(email(i)).isEqualTo(i % 2 == 1);
            }
        }
    }

    @Test
    void losesWhatWasDeletedFromItOnce() throws IOException {
        assertThat(disk()).contains(DELETED);
        try (LeadStore store = open()) {
            assertThat(store.fault()).isEmpty();
            assertThat(disk()).doesNotContain(DELETED).contains(email(7));
        }
    }

    private LeadStore open() {
        return LeadStore.sqlite(file(), new RecordedSignals());
    }

    private Path file() {
        return folder.resolve("bridge.db");
    }

    private static void insert(Connection connection, int number) throws SQLException {
        String id = "lead-%02d".formatted(number);
        run(
                connection,
                "insert into lead(id, source, received_at, state, attempts, customer_email, salesbyte_id) values(?, 'form', "
                        + NOON.toEpochMilli() + ", 'delivered', 2, ?, ?)",
                id,
                email(number),
                "quote-%02d".formatted(number));
        run(
                connection,
                "insert into lead_body(lead_id, content_type, payload) values(?, 'application/json', cast(? as blob))",
                id,
                large(number));
        run(
                connection,
                "insert into outbox_message(id, lead_id, outbox, type, payload, created_at)"
                        + " values(?, ?, 'callback', 'lead.delivered', ?, " + NOON.toEpochMilli() + ")",
                "message-" + number,
                id,
                large(number));
    }

    private static void run(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String email(int person) {
        return "person-%02d@example.se".formatted(person);
    }

    /** Goes into pages of its own. */
    private static String large(int person) {
        return "{\"email\":\"" + (email(person) + " ").repeat(1_000) + "\"}";
    }

    private String disk() throws IOException {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes.append(Files.readString(file, ISO_8859_1));
            }
        }
        return bytes.toString();
    }

    private record Known(String email) implements Person {
        @Override
        public boolean is(Customer customer) {
            return email.equals(customer.email());
        }

        @Override
        public boolean maybe(Customer customer) {
            return customer.email() == null;
        }

        @Override
        public boolean isIn(String source, @Nullable String contentType, byte[] body) {
            return isIn(new String(body, UTF_8));
        }

        @Override
        public boolean isIn(String text) {
            return text.contains(email);
        }
    }
}
