package se.salesbyte.bridge.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.store.Outcomes.BEGUN;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom leads were sent about is remembered for a while, and says nothing of whom. */
class ContactsTest {
    private static final Duration WINDOW = Duration.ofHours(24);

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
    void remembersNothingUnlessAsked() throws SQLException {
        assertThat(begin(claim("one"), null)).isEqualTo(Begun.OURS);
        assertThat(remembered()).isZero();
    }

    @Test
    void remembersBothEMailAndPhoneAndHoldsTheNextOne() throws SQLException {
        assertThat(begin(claim("one"), BEGUN.minus(WINDOW))).isEqualTo(Begun.OURS);
        assertThat(remembered()).isEqualTo(2);
        String second = claim("two");
        assertThat(begin(second, BEGUN.minus(WINDOW))).isEqualTo(Begun.POSSIBLE_DUPLICATE);
        LeadRow held = store.queries().find(second).orElseThrow().lead();
        assertThat(held.waiting()).isEqualTo("possible-duplicate");
        assertThat(held.customerName()).isEqualTo(Outcomes.ANNA.name());
        assertThat(remembered()).as("those of leads that were sent").isEqualTo(2);
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() throws SQLException {
        begin(claim("one"), BEGUN.minus(WINDOW));
        assertThat(begin(claim("two"), BEGUN)).isEqualTo(Begun.OURS);
        assertThat(remembered()).as("of the first, nothing").isZero();
    }

    @Test
    void forgetsAPersonWithTheirLeads() throws SQLException {
        String id = claim("one");
        begin(id, BEGUN.minus(WINDOW));
        done(store.settle(delivered(id, "hubspot", 1)));
        assertThat(store.erase(new Anna(), ActedBy.somebody(null), Instant.EPOCH)
                        .leads())
                .isEqualTo(1);
        assertThat(remembered()).isZero();
    }

    @Test
    void forgetsAllWhenToldTo() throws SQLException {
        begin(claim("one"), BEGUN.minus(WINDOW));
        assertThat(done(store.forgetContacts())).isEqualTo(2);
        assertThat(remembered()).isZero();
    }

    @Test
    void aPersonsWishIsNotQuestioned() throws SQLException {
        begin(claim("one"), BEGUN.minus(WINDOW));
        String second = claim("two");
        Intent insisted = new Intent(second, 1, BEGUN, Outcomes.ANNA, "{}", null, null, true);
        assertThat(done(store.begin(insisted, BEGUN.minus(WINDOW)))).isEqualTo(Begun.OURS);
    }

    private static final class Anna implements Person {
        @Override
        public boolean is(Customer customer) {
            return Outcomes.ANNA.equals(customer);
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
            return false;
        }
    }

    private String claim(String event) {
        String id = done(store.accept(List.of(event("hubspot", event)))).get(0).leadId();
        done(store.claim("hubspot", NOON, 10));
        return id;
    }

    private Begun begin(String id, @Nullable Instant since) {
        return done(store.begin(intent(id, 1), since));
    }

    private int remembered() throws SQLException {
        try (Connection file = file();
                ResultSet row = file.createStatement().executeQuery("select count(*) from contact")) {
            return row.getInt(1);
        }
    }

    private Connection file() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bridge.db"));
    }

    private static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(10, SECONDS).join();
    }
}
