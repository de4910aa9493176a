package se.salesbyte.bridge.store;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.Outcomes.BEGUN;
import static se.salesbyte.bridge.store.Outcomes.ENDED;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.store.Outcomes.message;
import static se.salesbyte.bridge.store.Outcomes.notCalled;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.windowedEvent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.salesbyte.bridge.testing.SettableClock;

/** What becomes of old leads in every database; a subclass says how to open one. Leads are received at noon. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // opened before each test
abstract class RetentionContract {
    static final Duration KEEP = ofDays(30);
    private static final String SOURCE = "hubspot";
    private static final List<String> TABLES = List.of(
            "lead",
            "lead_body",
            "attempt",
            "run",
            "timeline",
            "contact",
            "look_up",
            "quote",
            "event",
            "dedupe",
            "outbox_message",
            "replay");

    final SettableClock clock = new SettableClock(NOON);
    LeadStore store;

    /** Opens the store, always the same one within a test. */
    abstract LeadStore open();

    /** To the same database. */
    abstract Connection connect() throws SQLException;

    /** Of the index for searching, if there is one; the first has a row for each lead, the others none once it is up to date. */
    abstract List<String> searchTables();

    private void awaitIndexed() {
        await("the lead to be searched")
                .untilAsserted(() -> assertThat(searchTables()).allSatisfy(table -> assertThat(count(table))
                        .as(table)
                        .isEqualTo(table.equals(searchTables().get(0)) ? 1 : 0)));
    }

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "FAILED", "SKIPPED", "DISCARDED", "ERASED"})
    void deletesWhatHasEnded(LeadState state) {
        String lead = leadIn(state, "evt-1");
        purgeAfter(KEEP.plusMinutes(1), 1);
        assertThat(store.queries().find(lead)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "DELIVERING", "RETRYING", "UNKNOWN"})
    void keepsWhatHasNotEnded(LeadState state) {
        String lead = leadIn(state, "evt-1");
        leadIn(LeadState.DELIVERED, "evt-2");
        purgeAfter(ofDays(3650), 1);
        assertThat(state(lead)).contains(state);
    }

    @Test
    void keepsWhatWaitsForAPerson() {
        String lead = accept(event(SOURCE, "evt-1"));
        done(store.hold(claim().get(0), "too-old", null, NOON));
        leadIn(LeadState.DELIVERED, "evt-2");
        purgeAfter(ofDays(3650), 1);
        assertThat(state(lead)).contains(LeadState.ACCEPTED);
    }

    @Test
    void keepsWhatIsNotOldYet() {
        leadIn(LeadState.DELIVERED, "evt-1");
        String later = accept(event(SOURCE, "evt-2", NOON.plus(ofDays(1))));
        settle(later, LeadState.SKIPPED);
        purgeAfter(KEEP.plusMinutes(1), 1);
        assertThat(state(later)).contains(LeadState.SKIPPED);
    }

    @Test
    void countsFromTheLastThingThatWasDoneWithALead() {
        String replayed = leadIn(LeadState.FAILED, "evt-1");
        Instant late = NOON.plus(ofDays(20));
        done(store.replays().one(new ReplayOrder(replayed, null, null, List.of(), false, person(), late)));
        settle(replayed, LeadState.FAILED);
        String calledBack = deliveredWith("evt-2", message("msg-2", "callback"));
        claimMessages(late);
        done(store.outboxes().settle(new MessageOutcome("msg-2", "callback", true, late, null, null)));
        leadIn(LeadState.DELIVERED, "evt-3");

        purgeAfter(KEEP.plusMinutes(1), 1);
        assertThat(state(replayed)).contains(LeadState.FAILED);
        assertThat(state(calledBack)).contains(LeadState.DELIVERED);

        purgeAfter(ofDays(20), 3);
        assertThat(store.queries().find(replayed)).isEmpty();
        assertThat(store.queries().find(calledBack)).isEmpty();
    }

    @Test
    void keepsALeadWhoseMessageIsStillToBeSent() {
        String lead = deliveredWith("evt-1", message("msg-1", "callback"));
        leadIn(LeadState.DELIVERED, "evt-2");
        purgeAfter(ofDays(3650), 1);
        assertThat(state(lead)).contains(LeadState.DELIVERED);
    }

    @Test
    void leavesNothingInAnyTable() {
        String lead = accept(windowedEvent(SOURCE, "evt-1", NOON, NOON.plusSeconds(60)));
        claim();
        done(store.begin(intent(lead, 1), NOON.minusSeconds(60)));
        done(store.settle(inDoubt(lead)));
        verdict(lead, LeadState.UNKNOWN, ENDED, null);
        verdict(lead, LeadState.DELIVERED, null, "4711");
        NewReplay many = new NewReplay(
                "01KJQVMM000000000000000000",
                LeadState.DELIVERED,
                null,
                "Anna",
                null,
                null,
                true,
                person(),
                1,
                NOON.plusSeconds(60));
        done(store.replays().open(many));
        store.replays().start(1, clock);
        await().until(() -> state(lead).equals(Optional.of(LeadState.ACCEPTED)));
        claim();
        done(store.begin(intent(lead, 2)));
        done(store.settle(delivered(lead, SOURCE, 2, message("msg-1", "callback"))));
        done(store.outboxes().announce(message("msg-2", "callback"), SOURCE, NOON));
        claimMessages(ENDED);
        for (String sent : List.of("msg-1", "msg-2")) {
            done(store.outboxes().settle(new MessageOutcome(sent, "callback", true, ENDED, null, null)));
        }
        awaitIndexed();
        assertThat(TABLES)
                .allSatisfy(table -> assertThat(count(table)).as(table).isPositive());

        purgeAfter(KEEP.plusMinutes(2), 1);
        List<String> tables =
                Stream.concat(TABLES.stream(), searchTables().stream()).toList();
        await().untilAsserted(() -> assertThat(tables)
                .allSatisfy(table -> assertThat(count(table)).as(table).isZero()));
    }

    @Test
    void knowsAnEventUntilItsLeadIsGone() {
        String first = leadIn(LeadState.DELIVERED, "evt-1");
        assertThat(receipt(event(SOURCE, "evt-1"))).isEqualTo(new Receipt(first, true));
        purgeAfter(KEEP.plusMinutes(1), 1);
        await().until(() -> count("dedupe") == 0);
        assertThat(receipt(event(SOURCE, "evt-1", clock.instant())).duplicate()).isFalse();
    }

    @Test
    void knowsAnEventForItsWholeWindowThoughItsLeadIsGone() {
        Instant window = NOON.plus(ofDays(60));
        String first = accept(windowedEvent(SOURCE, "evt-1", NOON, window));
        settle(first, LeadState.SKIPPED);
        leadIn(LeadState.SKIPPED, "evt-2");
        purgeAfter(KEEP.plusMinutes(1), 2);
        await("the other one to be forgotten").until(() -> count("dedupe") == 1);
        NewLead again = windowedEvent(SOURCE, "evt-1", clock.instant(), window);
        assertThat(receipt(again)).isEqualTo(new Receipt(first, true));
    }

    @Test
    void takesNoQuoteOfADeletedLeadForThatOfAnOlderOneInDoubt() {
        leadIn(LeadState.UNKNOWN, "evt-1");
        leadIn(LeadState.DELIVERED, "evt-2");
        purgeAfter(KEEP.plusMinutes(1), 1);
        assertThat(store.queries().owners(List.of("4711"), NOON).owners().get("4711"))
                .isEqualTo(new QuoteOwners.Owner("", null, null));
    }

    @Test
    void forgetsQuotesWhileNoLeadOfThatTimeIsInDoubt() {
        leadIn(LeadState.DELIVERED, "evt-1");
        String later = accept(event(SOURCE, "evt-2", NOON.plus(ofDays(10))));
        claim();
        done(store.begin(intent(later, 1)));
        purgeAfter(KEEP.plusMinutes(1), 1);
        assertThat(state(later)).contains(LeadState.DELIVERING);
        assertThat(count("quote")).isZero();
    }

    @Test
    void takesEventsMeanwhile() {
        int old = 200;
        skipped(old);
        List<Receipt> receipts = new CopyOnWriteArrayList<>();
        clock.advance(KEEP.plusDays(1));
        store.retention().start(KeepLeads.all(KEEP), clock);
        while (store.retention().purged() < old && receipts.size() < 100_000) {
            receipts.add(receipt(event(SOURCE, "fresh-" + receipts.size(), clock.instant())));
        }
        assertThat(receipts).hasSizeGreaterThan(old / 25).noneMatch(Receipt::duplicate);
        assertThat(count("lead")).isEqualTo(receipts.size());
        assertThat(count("lead_body")).isEqualTo(receipts.size());
    }

    @Test
    void leavesWholeLeadsWhenItIsClosedAndGoesOnAtTheNextStart() {
        int all = 500;
        skipped(all);
        clock.advance(KEEP.plusDays(1));
        store.retention().start(KeepLeads.all(KEEP), clock);
        await().until(() -> store.retention().purged() > 0);
        store.close();
        long left = count("lead");
        assertThat(left).isPositive().isLessThan(all);
        assertThat(count("lead_body")).isEqualTo(left);
        assertThat(count("attempt")).isEqualTo(left);
        store = open();
        store.retention().start(KeepLeads.all(KEEP), clock);
        await().atMost(ofSeconds(30)).until(() -> count("lead") == 0 && count("dedupe") == 0);
        assertThat(store.retention().purged()).isEqualTo(left);
    }

    @Test
    void forgetsWhatAnEarlierProcessDidNotComeTo() throws SQLException {
        leadIn(LeadState.DELIVERED, "evt-1");
        execute("delete from lead");
        store.retention().start(KeepLeads.all(KEEP), clock);
        await().until(() -> count("dedupe") == 0);
    }

    @Test
    void keepsEachStateAsLongAsItIsSet() {
        leadIn(LeadState.DELIVERED, "delivered");
        leadIn(LeadState.FAILED, "failed");
        leadIn(LeadState.SKIPPED, "skipped");
        KeepLeads keep = new KeepLeads(
                KEEP, Map.of(LeadState.FAILED, Optional.empty(), LeadState.SKIPPED, Optional.of(ofDays(2))));
        clock.advance(ofDays(3));
        store.retention().start(keep, clock);
        await().until(() -> states().equals(List.of(LeadState.FAILED, LeadState.DELIVERED)));
        clock.advance(KEEP);
        store.retention().wake();
        await().until(() -> states().equals(List.of(LeadState.FAILED)));
    }

    private List<LeadState> states() {
        return store.queries().list(new LeadFilter(null, null, null, null, null, null, 10)).stream()
                .map(LeadRow::state)
                .toList();
    }

    @Test
    void keepsEverythingUnlessStarted() {
        leadIn(LeadState.DELIVERED, "evt-1");
        clock.advance(ofDays(3650));
        store.retention().wake();
        store.close();
        assertThat(count("lead")).isEqualTo(1);
        store = open();
    }

    /** Moves the clock and waits until so many are gone in all. */
    final void purgeAfter(Duration time, int leads) {
        clock.advance(time);
        if (store.retention().purged() == 0) {
            store.retention().start(KeepLeads.all(KEEP), clock);
        } else {
            store.retention().wake();
        }
        await().until(() -> store.retention().purged() == leads);
    }

    /** Of that many leads. */
    final List<String> skipped(int leads) {
        List<NewLead> events = IntStream.range(0, leads)
                .mapToObj(i -> event(SOURCE, "evt-" + i))
                .toList();
        List<String> ids =
                done(store.accept(events)).stream().map(Receipt::leadId).toList();
        List<CompletableFuture<Boolean>> settled = new ArrayList<>();
        claim();
        ids.forEach(id -> settled.add(store.settle(notCalled(id, SOURCE, 1, LeadState.SKIPPED, null))));
        settled.forEach(RetentionContract::done);
        return ids;
    }

    final void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    final long count(String table) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(10, SECONDS).join();
    }

    private String leadIn(LeadState state, String eventId) {
        String lead = accept(event(SOURCE, eventId));
        if (state != LeadState.ACCEPTED) {
            settle(lead, state);
        }
        return lead;
    }

    private void settle(String lead, LeadState state) {
        claim();
        int attempt = store.queries().find(lead).orElseThrow().attempts().size() + 1;
        switch (state) {
            case SKIPPED, FAILED -> done(store.settle(notCalled(lead, SOURCE, attempt, state, null)));
            case DELIVERING -> done(store.begin(intent(lead, attempt)));
            case RETRYING -> {
                done(store.begin(intent(lead, attempt)));
                done(store.settle(Outcomes.retrying(lead, SOURCE, attempt, ENDED)));
            }
            case UNKNOWN -> {
                done(store.begin(intent(lead, attempt)));
                done(store.settle(inDoubt(lead)));
            }
            case DISCARDED -> {
                settle(lead, LeadState.UNKNOWN);
                verdict(lead, LeadState.DISCARDED, null, null);
            }
            default -> {
                done(store.begin(intent(lead, attempt)));
                done(store.settle(delivered(lead, SOURCE, attempt)));
                if (state == LeadState.ERASED) {
                    store.erase(new Anna(), ActedBy.somebody(null), ENDED);
                }
            }
        }
        assertThat(state(lead)).contains(state);
    }

    private String deliveredWith(String eventId, NewMessage... messages) {
        String lead = accept(event(SOURCE, eventId));
        claim();
        done(store.begin(intent(lead, 1)));
        done(store.settle(delivered(lead, SOURCE, 1, messages)));
        return lead;
    }

    private static Settlement inDoubt(String lead) {
        return new Settlement(
                lead,
                SOURCE,
                1,
                true,
                BEGUN,
                ENDED,
                LeadState.UNKNOWN,
                null,
                ENDED,
                Customer.NOBODY,
                "unknown-outcome",
                null,
                "no answer",
                null,
                null,
                null,
                List.of());
    }

    private void verdict(String lead, LeadState state, @Nullable Instant verifyAt, @Nullable String quote) {
        LeadRecord found = store.queries().find(lead).orElseThrow();
        Standing standing = new Standing(
                lead,
                found.lead().state(),
                found.lead().attempts(),
                found.lead().waiting(),
                state == LeadState.DISCARDED ? null : ENDED);
        Verdict verdict = new Verdict(
                standing,
                SOURCE,
                ENDED,
                state,
                null,
                false,
                verifyAt,
                quote == null,
                null,
                null,
                quote == null ? null : "{\"id\":" + quote + "}",
                quote,
                TimelineKind.LOOKED_UP,
                TimelineRow.BRIDGE,
                "looked up",
                List.of());
        assertThat(done(store.give(verdict))).isTrue();
    }

    private Optional<LeadState> state(String lead) {
        return store.queries().find(lead).map(found -> found.lead().state());
    }

    private String accept(NewLead lead) {
        return receipt(lead).leadId();
    }

    private Receipt receipt(NewLead lead) {
        return done(store.accept(List.of(lead))).get(0);
    }

    private List<DueLead> claim() {
        return done(store.claim(SOURCE, NOON.plus(ofDays(30)), 1000)).items();
    }

    private void claimMessages(Instant at) {
        done(store.outboxes().claim("callback", at, 10));
    }

    private static ActedBy person() {
        return ActedBy.somebody("asked for");
    }

    /** Whom all these leads are about. */
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
}
