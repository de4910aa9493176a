package se.salesbyte.bridge.store;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.store.Outcomes.notCalled;
import static se.salesbyte.bridge.store.Outcomes.retrying;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.store.ReplayAnswer.Verdict;

/** One lead once more: when it may be, and what its new run begins with. */
@Timeout(30)
@SuppressWarnings("NullAway.Init") // opened before each test
class ReplayOneTest {
    private static final Instant LATER = NOON.plus(ofMinutes(10));

    @TempDir
    Path folder;

    private final RecordedSignals signals = new RecordedSignals();
    private LeadStore store;

    @BeforeEach
    void open() {
        store = LeadStore.sqlite(folder.resolve("bridge.db"), signals);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "failed,     false, OPENED",
        "skipped,    false, OPENED",
        "delivered,  false, NEEDS_FORCE", // a second quote
        "delivered,  true,  OPENED",
        "unknown,    false, NEEDS_FORCE", // perhaps a second quote
        "unknown,    true,  OPENED",
        "accepted,   true,  ON_ITS_WAY", // due
        "claimed,    true,  ON_ITS_WAY", // in somebody's hands
        "delivering, true,  ON_ITS_WAY",
        "retrying,   true,  ON_ITS_WAY",
        "held,       false, OPENED",
        "erased,     true,  ERASED",
    })
    void isOpenedOnlyIfItsStateAllows(String standing, boolean force, Verdict verdict) {
        String id = leadThatIs(standing);
        LeadRecord before = find(id);
        ReplayAnswer answer = replay(order(id, force));
        assertThat(answer.verdict()).isEqualTo(verdict);
        if (verdict == Verdict.OPENED) {
            assertThat(answer.run()).isEqualTo(2);
            assertThat(answer.state()).isEqualTo(LeadState.ACCEPTED);
            assertThat(claimed()).extracting(DueLead::id).containsExactly(id);
        } else {
            assertThat(answer.state()).isEqualTo(before.lead().state());
            assertThat(find(id)).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Test
    void doesNotKnowALeadThatIsNotThere() {
        assertThat(LeadStoreContract.done(store.replays().one(order("01HZZZZZZZZZZZZZZZZZZZZZZZ", true))))
                .isEmpty();
    }

    @Test
    void isNotOpenedInAnotherStateThanItWasSeenIn() {
        String id = leadThatIs("delivered");
        ReplayOrder seen =
                new ReplayOrder(id, LeadState.UNKNOWN, null, List.of(), true, ActedBy.somebody("not there"), LATER);
        assertThat(replay(seen).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(find(id).runs()).isEmpty();
    }

    @Test
    void isNotOpenedAfterAnAttemptThatWasNotSeen() {
        String id = leadThatIs("delivered");
        ReplayOrder seen = new ReplayOrder(
                id, LeadState.DELIVERED, 0, null, List.of(), true, ActedBy.somebody("not there"), LATER);
        assertThat(replay(seen).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(find(id).runs()).isEmpty();
    }

    @Test
    void keepsWhatAPersonChangedForTheRunBefore() {
        String id = leadThatIs("failed");
        replay(changing(id, "{\"customer_email\":\"new@example.se\",\"tag_1\":\"a\"}"));
        done(store.settle(notCalled(claimed().get(0).id(), "hubspot", 2, LeadState.FAILED, null)));
        replay(changing(id, "{\"customer_phone\":null,\"tag_1\":\"b\"}"));
        done(store.settle(notCalled(claimed().get(0).id(), "hubspot", 3, LeadState.FAILED, null)));
        replay(order(id, false));
        assertThat(claimed().get(0).run().fields())
                .isEqualTo("{\"customer_email\":\"new@example.se\",\"tag_1\":\"b\",\"customer_phone\":null}");
    }

    @Test
    void beginsItsNewRunFreshWithTheWholePayloadAndTheChangedFields() {
        String id = leadThatIs("delivered");
        ReplayOrder order = new ReplayOrder(
                id,
                null,
                "{\"customer_email\":\"new@example.se\"}",
                List.of("customer_email"),
                true,
                ActedBy.somebody("a typo"),
                LATER);
        assertThat(replay(order)).isEqualTo(new ReplayAnswer(Verdict.OPENED, 2, LeadState.ACCEPTED, "4711"));

        LeadRecord lead = find(id);
        assertThat(lead.lead().salesbyteId()).isNull();
        assertThat(lead.lead().reason()).isNull();
        assertThat(lead.lead().nextAt()).isEqualTo(LATER);
        assertThat(lead.runs())
                .containsExactly(new RunRow(2, LATER, "{\"customer_email\":\"new@example.se\"}", "a typo", null, 1));
        assertThat(lead.timeline())
                .containsExactly(new TimelineRow(
                        LATER,
                        "replayed",
                        "run 2; was delivered as 4711; changed customer_email; reason: a typo",
                        "person"));
        assertThat(lead.attempts()).extracting(AttemptRow::answer).containsExactly("{\"id\":4711}");
        assertThat(signals.lines).contains("lead of hubspot at " + LATER);

        DueLead due = claimed().get(0);
        assertThat(due.payload()).isEqualTo(lead.payload());
        assertThat(due.attempts()).isEqualTo(1);
        assertThat(due.run()).isEqualTo(new LeadRun(2, 1, "{\"customer_email\":\"new@example.se\"}"));
        assertThat(done(store.begin(intent(id, 1))))
                .as("an attempt of the first run")
                .isFalse();
        assertThat(done(store.begin(intent(id, 2)))).isTrue();
    }

    @Test
    void isBehindFreshLeadsAndRetriesAlsoWhenItIsRetriedItself() {
        String replayed = leadThatIs("failed");
        replay(order(replayed, false));
        String retried = leadThatIs("retrying");
        String fresh = accept("fresh");
        assertThat(claimed(1)).containsExactly(fresh);
        assertThat(claimed(1)).containsExactly(retried);
        assertThat(claimed(1)).containsExactly(replayed);

        done(store.begin(intent(replayed, 2)));
        done(store.settle(retrying(replayed, "hubspot", 2, NOON)));
        String another = leadThatIs("retrying");
        assertThat(claimed(2)).containsExactly(another, replayed);
    }

    @Test
    void opensOneRunHoweverManyAskAtOnce() {
        String id = leadThatIs("failed");
        List<Verdict> verdicts = Stream.generate(() -> store.replays().one(order(id, false))).limit(5).toList().stream()
                .map(asked -> done(asked).orElseThrow().verdict())
                .toList();
        assertThat(verdicts).containsOnlyOnce(Verdict.OPENED).contains(Verdict.ON_ITS_WAY);
        assertThat(find(id).runs()).hasSize(1);
    }

    private String leadThatIs(String standing) {
        String id = accept(standing);
        switch (standing) {
            case "accepted" -> {}
            case "claimed" -> claimed(1);
            case "delivering" -> begun(id);
            case "retrying" -> {
                begun(id);
                done(store.settle(retrying(id, "hubspot", 1, NOON)));
            }
            case "held" -> done(store.hold(claimed().get(0), "too-old", null, NOON));
            case "delivered", "erased" -> {
                begun(id);
                done(store.settle(delivered(id, "hubspot", 1)));
            }
            default -> {
                claimed();
                done(store.settle(notCalled(id, "hubspot", 1, LeadState.of(standing), null)));
            }
        }
        if (standing.equals("erased")) {
            store.erase(new Everybody(), ActedBy.somebody(null), Instant.EPOCH);
        }
        return id;
    }

    private String accept(String eventId) {
        return done(store.accept(List.of(event("hubspot", eventId + System.nanoTime()))))
                .get(0)
                .leadId();
    }

    private void begun(String id) {
        claimed(1);
        assertThat(done(store.begin(intent(id, 1)))).isTrue();
    }

    private List<DueLead> claimed() {
        return done(store.claim("hubspot", LATER, 100)).items();
    }

    private List<String> claimed(int limit) {
        return done(store.claim("hubspot", LATER, limit)).items().stream()
                .map(DueLead::id)
                .toList();
    }

    private LeadRecord find(String id) {
        return store.queries().find(id).orElseThrow();
    }

    private ReplayAnswer replay(ReplayOrder order) {
        Optional<ReplayAnswer> answer = done(store.replays().one(order));
        return answer.orElseThrow();
    }

    private static ReplayOrder order(String id, boolean force) {
        return new ReplayOrder(id, null, null, List.of(), force, ActedBy.somebody(force ? "I looked" : null), LATER);
    }

    private static ReplayOrder changing(String id, String fields) {
        return new ReplayOrder(id, null, fields, List.of(), false, ActedBy.somebody(null), LATER);
    }

    private static <T> T done(CompletableFuture<T> future) {
        return LeadStoreContract.done(future);
    }

    /** Finds all of them. */
    private static final class Everybody implements Person {
        @Override
        public boolean is(Customer customer) {
            return true;
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
