package se.salesbyte.bridge.store;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.store.Outcomes.notCalled;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.testing.SettableClock;

/** Many leads once more: a few at a time, oldest first, and not a second time after a restart. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // opened before each test
class ReplayManyStoreTest {
    private static final Instant LATER = NOON.plus(ofMinutes(10));
    private static final String REPLAY = "01KJQ000000000000000000001";

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
    void startsAFewAtATimeOldestFirstAndTheNextWithEachOutcome() {
        List<String> ids = failed(5);
        begin(2);
        done(store.replays().open(replay(REPLAY, LeadState.FAILED, 5)));
        List<String> order = new ArrayList<>();
        while (order.size() < 5) {
            List<String> due = awaitDue();
            assertThat(due).hasSizeLessThanOrEqualTo(2);
            due.forEach(this::deliver);
            order.addAll(due);
        }
        assertThat(order).isEqualTo(ids);
        ReplayRow row = await().until(this::row, now -> now.state() == ReplayState.DONE);
        assertThat(row.started()).isEqualTo(5);
        assertThat(row.endedAt()).isEqualTo(LATER);
        assertThat(store.queries().progress(REPLAY)).containsOnly(Map.entry(LeadState.DELIVERED, 5L));
        assertThat(find(ids.get(0)).runs()).extracting(RunRow::replayId).containsExactly(REPLAY);
    }

    @Test
    void letsFreshLeadsOvertake() {
        List<String> ids = failed(3);
        begin(2);
        done(store.replays().open(replay(REPLAY, LeadState.FAILED, 3)));
        await().until(() -> row().started() == 2);
        String fresh = accept("fresh");
        assertThat(claim(1)).containsExactly(fresh);
        assertThat(claim(1)).containsExactly(ids.get(0));
    }

    @Test
    void startsNoMoreOnceItIsStopped() {
        failed(4);
        begin(1);
        done(store.replays().open(replay(REPLAY, LeadState.FAILED, 4)));
        List<String> due = awaitDue();
        assertThat(done(store.replays().stop(REPLAY, new SettableClock(LATER)))).isTrue();
        assertThat(done(store.replays().stop(REPLAY, new SettableClock(LATER)))).isFalse();
        due.forEach(this::deliver);
        String next = "01KJQ000000000000000000002"; // is fed when the first one is not
        done(store.replays().open(replay(next, LeadState.FAILED, 3)));
        await().until(() -> store.queries().replay(next).orElseThrow().started() == 1);
        assertThat(row().state()).isEqualTo(ReplayState.STOPPED);
        assertThat(row().started()).isEqualTo(1);
    }

    @Test
    void leadsOfAnEndedReplayThatNobodyTriesKeepNoOtherOneBack() {
        gone("g1");
        gone("g2");
        gone("g3");
        failed(3);
        begin(2);
        String first = "01KJQ000000000000000000000";
        done(store.replays()
                .open(new NewReplay(
                        first, LeadState.FAILED, "gone", null, null, null, false, ActedBy.somebody(null), 3, LATER)));
        await().until(() -> store.queries().replay(first).orElseThrow().started() == 2);
        done(store.replays().open(replay(REPLAY, LeadState.FAILED, 4)));
        done(store.replays().stop(first, new SettableClock(LATER)));
        await().until(() -> row().started() == 2);
    }

    @Test
    void aSingleReplayThatNobodyTriesKeepsNoneBack() {
        String single = gone("g1");
        done(store.replays().one(new ReplayOrder(single, null, null, List.of(), false, ActedBy.somebody(null), LATER)));
        failed(1);
        begin(1);
        done(store.replays().open(replay(REPLAY, LeadState.FAILED, 1)));
        assertThat(awaitDue()).hasSize(1);
    }

    @Test
    void goesOnAfterARestartWhereItWasWithoutStartingOneTwice() {
        List<String> ids = failed(4);
        begin(1);
        done(store.replays().open(replay(REPLAY, LeadState.FAILED, 4)));
        deliver(awaitDue().get(0));
        assertThat(awaitDue()).containsExactly(ids.get(1)); // in hand when it ends
        store.close();
        open();
        begin(1);
        List<String> order = new ArrayList<>();
        while (order.size() < 3) {
            List<String> due = awaitDue();
            due.forEach(this::deliver);
            order.addAll(due);
        }
        assertThat(order).isEqualTo(ids.subList(1, 4));
        await().until(() -> row().state() == ReplayState.DONE);
        ids.forEach(id -> assertThat(find(id).runs()).hasSize(1));
    }

    @Test
    void takesNoLeadThatCameAfterItWasOpened() {
        failed(1);
        done(store.replays().open(replay(REPLAY, LeadState.FAILED, 1))); // not fed yet
        String late = accept("late");
        fail(late);
        begin(5);
        await().until(() -> row().state() == ReplayState.DONE);
        assertThat(row().started()).isEqualTo(1);
        assertThat(find(late).lead().state()).isEqualTo(LeadState.FAILED);
    }

    @Test
    void looksPastMoreOthersThanItReadsAtOnce() {
        done(store.accept(
                IntStream.range(0, 2500).mapToObj(i -> event("other", "o-" + i)).toList()));
        String id = failed(1).get(0);
        String skipped = accept("skipped");
        done(store.claim("hubspot", LATER, 1));
        done(store.settle(notCalled(skipped, "hubspot", 1, LeadState.SKIPPED, null)));
        begin(1);
        done(store.replays().open(replay(REPLAY, LeadState.SKIPPED, 1)));
        assertThat(awaitDue()).containsExactly(skipped);
        deliver(skipped);
        await().until(() -> row().state() == ReplayState.DONE);
        assertThat(find(id).runs()).isEmpty();
    }

    @Test
    void doesNothingForLeadsThatAreDueAlready() {
        failed(2);
        done(store.replays().open(replay(REPLAY, LeadState.FAILED, 2)));
        done(store.replays().open(replay("01KJQ000000000000000000002", LeadState.FAILED, 2)));
        begin(5);
        await().until(() -> store.queries()
                        .replay("01KJQ000000000000000000002")
                        .orElseThrow()
                        .state()
                == ReplayState.DONE);
        assertThat(awaitDue()).hasSize(2);
        assertThat(row().started()).isEqualTo(2);
    }

    @Test
    void plansByWhatTheFilterLetsThrough() {
        failed(2);
        List<String> others = List.of(accept("a"), accept("b"), accept("c"), accept("d"), accept("e"));
        done(store.claim("hubspot", NOON, 100));
        done(store.settle(notCalled(others.get(0), "hubspot", 1, LeadState.UNKNOWN, null)));
        done(store.settle(notCalled(others.get(1), "hubspot", 1, LeadState.DELIVERED, null)));
        done(store.settle(notCalled(others.get(2), "hubspot", 1, LeadState.SKIPPED, null)));
        DueLead held =
                new DueLead(others.get(3), "hubspot", "d", NOON, 0, LeadRun.FIRST, null, new byte[0], false, null);
        done(store.hold(held, "too-old", null, NOON));

        assertThat(plan(null, false)).isEqualTo(new ReplayPlan(2, 1, 1, 1, 2, 0));
        assertThat(plan(LeadState.FAILED, false)).isEqualTo(new ReplayPlan(2, 0, 0, 0, 0, 0));
        assertThat(plan(LeadState.DELIVERED, false)).isEqualTo(new ReplayPlan(0, 1, 0, 0, 0, 0));
        assertThat(plan(LeadState.DELIVERED, true)).isEqualTo(new ReplayPlan(1, 0, 0, 0, 0, 0));
        assertThat(plan(LeadState.UNKNOWN, true)).isEqualTo(new ReplayPlan(1, 0, 0, 0, 0, 0));
        assertThat(plan(LeadState.ACCEPTED, false)).isEqualTo(new ReplayPlan(1, 0, 0, 1, 0, 0));
        assertThat(find(others.get(3)).runs()).isEmpty();
    }

    @Test
    void forgetsAndEndsAReplayThatIsSearchedByAPersonWhoIsErased() {
        failed(2);
        done(store.replays()
                .open(new NewReplay(
                        REPLAY,
                        LeadState.FAILED,
                        null,
                        "ada@example.com",
                        null,
                        null,
                        false,
                        ActedBy.somebody(null),
                        2,
                        LATER)));
        store.erase(new Named("ada@example.com"), ActedBy.somebody(null), Instant.EPOCH);
        begin(5);
        assertThat(row().text()).isNull();
        assertThat(row().state()).isEqualTo(ReplayState.STOPPED);
        done(store.replays().open(replay("01KJQ000000000000000000002", LeadState.SKIPPED, 0)));
        await().until(() -> store.queries()
                        .replay("01KJQ000000000000000000002")
                        .orElseThrow()
                        .state()
                == ReplayState.DONE);
        assertThat(row().started()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED,    lead USING INDEX lead_open",
        "UNKNOWN,   lead USING INDEX lead_open",
        "DELIVERED, lead USING PRIMARY KEY",
        "SKIPPED,   lead USING PRIMARY KEY",
    })
    void readsItsNextLeadsInOrderFromAnIndex(LeadState state, String how) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bridge.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("explain query plan " + FeedReplays.leads(state))) {
            StringBuilder plan = new StringBuilder();
            while (row.next()) {
                plan.append(row.getString("detail")).append('\n');
            }
            assertThat(plan.toString()).contains(how).doesNotContain("SCAN lead", "TEMP B-TREE");
        }
    }

    private void begin(int atOnce) {
        store.replays().start(atOnce, new SettableClock(LATER));
    }

    private List<String> failed(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(accept("failed-" + i));
        }
        ids.forEach(this::fail);
        return ids;
    }

    /** A failed lead of a source without a route. */
    private String gone(String eventId) {
        String id = done(store.accept(List.of(event("gone", eventId)))).get(0).leadId();
        done(store.settle(notCalled(id, "gone", 1, LeadState.FAILED, null)));
        return id;
    }

    private void fail(String id) {
        done(store.settle(notCalled(id, "hubspot", 1, LeadState.FAILED, null)));
    }

    private String accept(String eventId) {
        return done(store.accept(List.of(event("hubspot", eventId)))).get(0).leadId();
    }

    private List<String> claim(int limit) {
        return done(store.claim("hubspot", LATER, limit)).items().stream()
                .map(DueLead::id)
                .toList();
    }

    private List<String> awaitDue() {
        return await().until(() -> claim(100), due -> !due.isEmpty());
    }

    private void deliver(String id) {
        assertThat(done(store.begin(intent(id, 2)))).isTrue();
        assertThat(done(store.settle(delivered(id, "hubspot", 2)))).isTrue();
    }

    private LeadRecord find(String id) {
        return store.queries().find(id).orElseThrow();
    }

    private ReplayRow row() {
        return store.queries().replay(REPLAY).orElseThrow();
    }

    private ReplayPlan plan(@Nullable LeadState state, boolean force) {
        return store.queries().plan(new LeadFilter(state, "hubspot", null, null, null, null, 1), force);
    }

    private static NewReplay replay(String id, LeadState leads, long planned) {
        return new NewReplay(
                id, leads, "hubspot", null, null, null, false, ActedBy.somebody("mapping mended"), planned, LATER);
    }

    private static <T> T done(CompletableFuture<T> future) {
        return LeadStoreContract.done(future);
    }

    /** Is in texts alone. */
    private record Named(String text) implements Person {
        @Override
        public boolean is(Customer customer) {
            return false;
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
        public boolean isIn(String found) {
            return found.contains(text);
        }
    }
}
