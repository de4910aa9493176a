package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.store.LeadStoreContract.text;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.windowedEvent;

import java.io.IOException;
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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found of a text: before it is in the index, from the index, and after a restart. */
@Timeout(60)
class SearchTest {
    private static final Customer ASA =
            new Customer("Åsa Öberg", "asa.oberg@example.se", "+46701234567", "Ängs \"AB\" 5%*?");
    private static final Customer BO = new Customer("Bo Ek", "bo@example.com", "08-12 34 56", "[x] O'Neill");

    @TempDir
    Path folder;

    private LeadStore store;
    private int events;

    enum Stage {
        NOT_INDEXED,
        INDEXED,
        REOPENED
    }

    @BeforeEach
    void open() {
        store = LeadStore.sqlite(folder.resolve("bridge.db"), new RecordedSignals());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void findsTheSameAtEveryStage(Stage stage) throws SQLException {
        String asa = begun(ASA);
        String bo = begun(BO);
        reach(stage);
        for (String asas : List.of(
                "Åsa",
                "åSA ÖB",
                "öberg  åsa",
                "asa ö",
                "ÖBERG",
                "oberg@EXAMPLE",
                "ängs",
                "\"ab\"",
                "5%",
                "5%*",
                "%*?",
                "070-123 45",
                "0046 70-123",
                "+46 70",
                "0701234567",
                "(070) 123",
                "+46701234567",
                asa,
                asa.toLowerCase(java.util.Locale.ROOT),
                "evt-1")) {
            assertThat(found(asas)).as(asas).containsExactly(asa);
        }
        for (String bos : List.of("o'neill", "[x]", "08123456", "8-12 34", "+8123", "bo@example.com")) {
            assertThat(found(bos)).as(bos).containsExactly(bo);
        }
        for (String nobodys : List.of(
                "asa o'neill", "***", "???", "\"", "\" OR \"bo", "bo NOT asa", "evt", "12345678", "a\0b", "se\n+46")) {
            assertThat(found(nobodys)).as(nobodys).doesNotContain(bo).hasSize(nobodys.equals("\"") ? 1 : 0);
        }
        assertThat(found("example")).containsExactly(bo, asa);
    }

    @Test
    void findsTheQuoteOfALead() throws SQLException {
        String id = begun(ASA);
        done(store.settle(Outcomes.delivered(id, "form", 1)));
        begun(BO);
        awaitIndex();
        assertThat(found("4711")).containsExactly(id);
        assertThat(found("471")).isEmpty();
    }

    /** With a customer or without one, known again by its id, its parts, or something else. */
    @ParameterizedTest
    @CsvSource({
        "plain,plain",
        "type/7f3a,'4:type,4:7f3a'",
        "a/b/c,'3:a/b,1:c'",
        "a/b/c,'1:a,3:b/c'",
        "vid-9,'5:vid-9,2:0f'"
    })
    void findsTheIdOfAnEventHoweverItIsKnownAgain(String shown, String identity) throws SQLException {
        NewLead lead = new NewLead("form", shown, identity.getBytes(UTF_8), null, NOON, null, new byte[] {1}, null);
        String id = done(store.accept(List.of(lead))).get(0).leadId();
        begun(ASA);
        awaitIndex();
        assertThat(found(shown)).containsExactly(id);
    }

    @Test
    void findsAllEventsThatHadAnIdOneAfterTheOther() throws SQLException {
        String first = accept(windowedEvent("form", "form-7", NOON, NOON.plusSeconds(60)));
        String second = accept(windowedEvent("form", "form-7", NOON.plusSeconds(61), NOON.plusSeconds(120)));
        assertThat(found("form-7")).containsExactly(second, first);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pagesWithoutGapOrRepetitionWhileTheIndexIsBehind(boolean indexed) throws SQLException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) { // many of a millisecond, and some in the index
            String id = begun(new Customer(i % 3 == 0 ? "Other" : "Wanted " + i, null, "+4670000" + i, null));
            if (i % 3 != 0) {
                expected.add(0, id);
            }
            if (i == 30) {
                awaitIndex();
            }
        }
        if (indexed) {
            awaitIndex();
        }
        List<String> paged = new ArrayList<>();
        String last = null;
        do {
            List<LeadRow> page = store.queries().list(filter("wanted", null, last, 7));
            page.forEach(lead -> paged.add(lead.id()));
            last = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (last != null);
        assertThat(paged).containsExactlyElementsOf(expected);
    }

    @Test
    void appliesTheOtherFiltersToWhatItFinds() throws SQLException {
        String early = begun(ASA);
        String late = begun("typeform", "evt-late", NOON.plus(ofHours(2)), ASA);
        done(store.settle(Outcomes.delivered(late, "typeform", 1)));
        awaitIndex();
        assertThat(found("Åsa")).containsExactly(late, early);
        assertThat(store.queries().list(new LeadFilter(LeadState.DELIVERED, null, "åsa", null, null, null, 10)))
                .extracting(LeadRow::id)
                .containsExactly(late);
        assertThat(store.queries().list(new LeadFilter(null, "form", "åsa", null, null, null, 10)))
                .extracting(LeadRow::id)
                .containsExactly(early);
        assertThat(store.queries().list(new LeadFilter(null, null, "åsa", NOON.plusMillis(1), null, null, 10)))
                .extracting(LeadRow::id)
                .containsExactly(late);
        assertThat(store.queries().list(new LeadFilter(null, null, "åsa", NOON, NOON.plusMillis(1), null, 10)))
                .extracting(LeadRow::id)
                .containsExactly(early);
    }

    @Test
    void forgetsWhatACustomerWasCalledBefore() throws SQLException {
        String id = begun(ASA);
        awaitIndex();
        done(store.settle(Outcomes.retrying(id, "form", 1, NOON)));
        done(store.begin(new Intent(id, 2, NOON, BO, "{}", null, null, false)));
        assertThat(found("Åsa")).isEmpty();
        awaitIndex();
        assertThat(found("Åsa")).isEmpty();
        assertThat(found("O'Neill")).containsExactly(id);
    }

    @Test
    void countsForAReplayOfManyWhatTheListFinds() {
        String id = begun(BO);
        done(store.settle(Outcomes.notCalled(id, "form", 1, LeadState.FAILED, null)));
        begun(ASA);
        assertThat(store.queries().plan(text("0812 34"), false).willSend()).isEqualTo(1);
        assertThat(store.queries().plan(text("0812 99"), false).willSend()).isZero();
    }

    @Test
    void leavesNothingOfAnErasedPersonInTheIndex() throws SQLException, IOException {
        for (int i = 0; i < 100; i++) {
            begun(new Customer("Name" + i + " Surname", "person-" + i + "@example.se", null, null));
        }
        awaitIndex();
        assertThat(disk()).contains("name7 surname");
        for (int i = 0; i < 100; i += 20) {
            String email = "person-" + i + "@example.se";
            settle(email);
            assertThat(store.erase(new ByEmail(email), ActedBy.somebody(null), Instant.EPOCH))
                    .isEqualTo(new Erasure(1, 0));
        }
        awaitIndex();
        String disk = disk();
        for (int i = 0; i < 100; i++) {
            assertThat(disk.contains("name" + i + " surname")).as("name" + i).isEqualTo(i % 20 != 0);
            assertThat(found("SURNAME person-" + i + "@")).as("name" + i).hasSize(i % 20 == 0 ? 0 : 1);
        }
        execute("insert into search(search) values('integrity-check')", nothing -> {});
    }

    @Test
    void findsALeadWhosePlaceInTheIndexAnotherOneHas() throws SQLException {
        String first = begun(BO);
        execute(
                "insert into search(rowid, text, lead_id) values(" + SearchRows.of(first) + ", 'nobody', 'another')",
                nothing -> {});
        awaitIndex();
        assertThat(found("O'Neill")).containsExactly(first);
        assertThat(found("nobody")).isEmpty();
    }

    @Test
    void sortsRowsAsIdsSort() {
        List<Long> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(SearchRows.of(accept(event("form", "e" + i, NOON.plusMillis(i / 5)))));
        }
        assertThat(rows).isSorted().doesNotHaveDuplicates();
        assertThat(rows.get(0)).isGreaterThanOrEqualTo(SearchRows.from(NOON)).isGreaterThan(SearchRows.before(NOON));
    }

    private void settle(String email) {
        String id = found(email).get(0);
        done(store.settle(Outcomes.delivered(id, "form", 1)));
    }

    private String begun(Customer customer) {
        return begun("form", "evt-" + ++events, NOON, customer);
    }

    private String begun(String source, String event, java.time.Instant at, Customer customer) {
        String id = accept(event(source, event, at));
        assertThat(done(store.begin(new Intent(id, 1, NOON, customer, "{}", null, null, false))))
                .isTrue();
        return id;
    }

    private String accept(NewLead lead) {
        return done(store.accept(List.of(lead))).get(0).leadId();
    }

    private List<String> found(String text) {
        return store.queries().list(text(text)).stream().map(LeadRow::id).toList();
    }

    private static LeadFilter filter(String text, @Nullable LeadState state, @Nullable String before, int limit) {
        return new LeadFilter(state, null, text, null, null, before, limit);
    }

    private void reach(Stage stage) throws SQLException {
        if (stage != Stage.NOT_INDEXED) {
            awaitIndex();
        }
        if (stage == Stage.REOPENED) {
            store.close();
            open();
        }
    }

    private void awaitIndex() throws SQLException {
        await().until(() -> {
            List<Integer> due = new ArrayList<>();
            execute("select count(*) from search_due where seq > 0", due::add);
            return due.equals(List.of(0));
        });
    }

    private void execute(String sql, Consumer<Integer> each) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bridge.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout=5000");
            if (statement.execute(sql)) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        each.accept(row.getInt(1));
                    }
                }
            }
        }
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

    private record ByEmail(String email) implements Person {
        @Override
        public boolean is(Customer customer) {
            return email.equals(customer.email());
        }

        @Override
        public boolean maybe(Customer customer) {
            return false;
        }

        @Override
        public boolean isIn(String source, @Nullable String contentType, byte[] body) {
            return false;
        }

        @Override
        public boolean isIn(String text) {
            return text.contains(email);
        }
    }
}
