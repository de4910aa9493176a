package se.salesbyte.bridge.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept back, and what lets it go. */
@Timeout(30)
@SuppressWarnings("NullAway.Init") // opened before each test
class HeldLeadsTest {
    private static final HoldRules NONE = new HoldRules(null, false);
    private static final HoldRules ALL = new HoldRules(Duration.ofHours(1), true);
    private static final Instant LATER = NOON.plus(Duration.ofHours(2));

    private final RecordedSignals signals = new RecordedSignals();
    private LeadStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = LeadStore.sqlite(folder.resolve("bridge.db"), signals);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPossibleDuplicateStaysOneWhateverElseWouldHoldIt() {
        DueLead lead = duplicate();
        for (String other : List.of("quiet-hours", "paused", "too-old")) {
            assertThat(done(store.hold(lead, other, NOON, NOON))).isTrue();
            assertThat(row(lead.id())).returns("possible-duplicate", LeadRow::waiting);
            assertThat(row(lead.id()).nextAt()).isNull();
        }
    }

    @Test
    void aPossibleDuplicateIsNotJudgedAnewWhileTheyAreHeld() {
        DueLead lead = duplicate();
        assertThat(done(store.judgeHeldAnew(ALL, NOON))).isZero();
        assertThat(done(store.clockSetBack(Duration.ofHours(1), ALL, NOON))).isZero();
        assertThat(row(lead.id()).nextAt()).isNull();
        assertThat(done(store.judgeHeldAnew(NONE, NOON))).isEqualTo(1);
        assertThat(row(lead.id())).returns(NOON, LeadRow::nextAt).returns(null, LeadRow::waiting);
    }

    @Test
    void whatIsTooOldStillIsNotJudgedAnew() {
        DueLead lead = claimed("old");
        done(store.hold(lead, "too-old", null, NOON));
        assertThat(done(store.judgeHeldAnew(ALL, LATER))).isZero();
        assertThat(done(store.judgeHeldAnew(new HoldRules(Duration.ofHours(3), true), LATER)))
                .isEqualTo(1);
        assertThat(claimed(LATER)).containsExactly(lead.id());
        done(store.hold(lead, "too-old", null, NOON));
        assertThat(done(store.judgeHeldAnew(NONE, LATER))).isEqualTo(1);
    }

    @Test
    void whatIsJudgedAnewGoesBehindFreshLeads() {
        DueLead held = claimed("held");
        done(store.hold(held, "quiet-hours", LATER, NOON));
        done(store.judgeHeldAnew(ALL, NOON));
        String fresh = accept("fresh");
        assertThat(claimed(LATER)).containsExactly(fresh, held.id());
    }

    @Test
    void whatCannotBeHeldIsDueAgainInAWhile() {
        DueLead lead = claimed("lead");
        assertThat(store.hold(lead, "quiet-hours", Instant.MAX, NOON)).failsWithin(Duration.ofSeconds(10));
        assertThat(signals.lines).contains("lead of hubspot at " + NOON.plusSeconds(60));
        assertThat(claimed(LATER)).containsExactly(lead.id());
    }

    private DueLead duplicate() {
        String first = accept("first");
        String second = accept("second");
        List<DueLead> due = done(store.claim("hubspot", NOON, 10)).items();
        assertThat(done(store.begin(intent(first, 1), NOON.minusSeconds(60)))).isEqualTo(Begun.OURS);
        assertThat(done(store.begin(intent(second, 1), NOON.minusSeconds(60)))).isEqualTo(Begun.POSSIBLE_DUPLICATE);
        return due.get(1);
    }

    private DueLead claimed(String eventId) {
        accept(eventId);
        return done(store.claim("hubspot", NOON, 10)).items().get(0);
    }

    private List<String> claimed(Instant at) {
        return done(store.claim("hubspot", at, 10)).items().stream()
                .map(DueLead::id)
                .toList();
    }

    private String accept(String eventId) {
        return done(store.accept(List.of(event("hubspot", eventId)))).get(0).leadId();
    }

    private LeadRow row(String id) {
        return store.queries().find(id).orElseThrow().lead();
    }

    private static <T extends @Nullable Object> T done(CompletableFuture<T> future) {
        return future.orTimeout(10, SECONDS).join();
    }
}
