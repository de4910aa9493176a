package se.salesbyte.bridge.delivery;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.testing.Events.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.store.PausedTarget;
import se.salesbyte.bridge.testing.SettableClock;

class FlowTest {
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(ofSeconds(5), ofMinutes(2), ofMinutes(10)), 0, RandomGenerator.getDefault());

    private final SettableClock clock = new SettableClock(NOON);
    private final List<String> told = new ArrayList<>();
    private final Deque<CompletableFuture<Boolean>> probes = new ArrayDeque<>();
    private boolean said = true;
    private int woken;
    private Flow flow = flow(0);

    private Flow flow(int rate) {
        Flow made =
                new Flow(new Flow.Rules(16, rate, 5, ofSeconds(30), null, SCHEDULE), this::probe, new Told(), clock);
        made.whenOpened(() -> woken++);
        return made;
    }

    private CompletableFuture<Boolean> probe() {
        CompletableFuture<Boolean> probe = new CompletableFuture<>();
        probes.add(probe);
        return probe;
    }

    private final class Told implements FlowAlarm {
        @Override
        public void unavailable(Unavailable what) {
            told.add("unavailable " + what.failed() + " of " + what.calls());
        }

        @Override
        public void recovered(Instant since, Instant at) {
            told.add("recovered after " + Duration.between(since, at));
        }

        @Override
        public void paused(PausedTarget target, int failed, Runnable known) {
            told.add("paused " + target.profile() + " after " + failed);
            if (said) {
                known.run();
            }
        }

        @Override
        public void slowed(Duration pause) {}
    }

    private int room(int inHand) {
        return flow.room(inHand, clock.instant());
    }

    private void calls(int count, @Nullable Integer status) {
        for (int i = 0; i < count; i++) {
            flow.ended(flow.calling(), null, ended(status));
        }
    }

    private static Outcome ended(@Nullable Integer status) {
        return Outcome.retry(status, "as the test says", null);
    }

    private void open() {
        calls(10, 503);
        assertThat(flow.state().breaker()).isEqualTo(BreakerState.OPEN);
    }

    /** Waits until the breaker asks, and answers it. */
    private void probed(Duration after, boolean alive) {
        clock.advance(after.minusMillis(1));
        assertThat(room(0)).isZero();
        assertThat(probes).as("probes a moment before %s are over", after).isEmpty();
        clock.advance(ofMillis(1));
        assertThat(room(0)).as("while it is asked").isZero();
        probes.remove().complete(alive);
    }

    @Test
    void opensWhenSeventyOfAHundredCallsFailAndTellsOnce() {
        calls(3, 200);
        calls(6, 500);
        assertThat(room(5)).as("fewer than ten calls").isGreaterThan(100);
        calls(1, null);
        assertThat(room(5)).isNotPositive();
        assertThat(flow.waiting()).isEqualTo("breaker");
        assertThat(flow.state().until()).isEqualTo(NOON.plusSeconds(30));
        assertThat(told).containsExactly("unavailable 7 of 10");
    }

    @Test
    void staysClosedWhenFewerFail() {
        calls(4, 200);
        calls(6, 503);
        calls(2, 422);
        assertThat(flow.state().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 404, 408, 422})
    void takesAnyAnswerBelow500ForAConnectionThatWorks(int status) {
        calls(30, status);
        assertThat(room(0)).isPositive();
        assertThat(told).isEmpty();
    }

    @Test
    void forgetsWhatFailedLongerThanAMinuteAgo() {
        calls(9, 503);
        clock.advance(ofSeconds(61));
        calls(9, 503);
        assertThat(flow.state().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void asksWithoutALeadFirstThenLetsOneGoThenTwoFourEight() {
        open();
        probed(ofSeconds(30), true);
        assertThat(woken).isEqualTo(1);
        assertThat(flow.state().breaker()).isEqualTo(BreakerState.PROBING);
        for (int width = 1; width <= 8; width *= 2) {
            assertThat(room(0)).isEqualTo(width);
            assertThat(room(width)).isZero();
            calls(width, 200);
        }
        assertThat(flow.state().breaker()).as("16, as many as ever").isEqualTo(BreakerState.PROBING);
        calls(16, 200);
        assertThat(flow.state().breaker()).isEqualTo(BreakerState.CLOSED);
        assertThat(flow.waiting()).isNull();
        assertThat(told).containsExactly("unavailable 10 of 10", "recovered after PT30S");
    }

    @Test
    void waitsTwiceAsLongEachTimeThatItStillFailsUpToTenMinutes() {
        open();
        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
            probed(ofSeconds(seconds), false);
        }
        assertThat(told).hasSize(1);
        probed(ofMinutes(10), true);
        calls(1, null);
        assertThat(flow.state().breaker()).isEqualTo(BreakerState.OPEN);
        assertThat(told).hasSize(1);
    }

    @Test
    void beginsWithTheFirstWaitAgainOnceItWasClosed() {
        open();
        probed(ofSeconds(30), false);
        probed(ofSeconds(60), true);
        calls(1, 200);
        flow.nothingDue(0);
        open();
        probed(ofSeconds(30), true);
        assertThat(told).containsExactly("unavailable 10 of 10", "recovered after PT1M30S", "unavailable 10 of 10");
    }

    @Test
    void anyFailureOnTheWayBackOpensItAgain() {
        open();
        probed(ofSeconds(30), true);
        calls(3, 200);
        calls(1, 500);
        assertThat(room(0)).isZero();
        probed(ofSeconds(60), true);
        assertThat(room(0)).isEqualTo(1);
    }

    @Test
    void closesWhenNothingIsDueAfterTheFirstSuccess() {
        open();
        probed(ofSeconds(30), true);
        flow.nothingDue(0);
        assertThat(flow.state().breaker()).as("no lead has gone yet").isEqualTo(BreakerState.PROBING);
        calls(1, 200);
        flow.nothingDue(1);
        assertThat(flow.state().breaker()).as("one is still on its way").isEqualTo(BreakerState.PROBING);
        flow.nothingDue(0);
        assertThat(flow.state().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aLeadThatMadeNoCallLetsTheNextOneTry() {
        open();
        probed(ofSeconds(30), true);
        flow.notCalled(); // a mapping fault, say: its slot is free again, and that is all
        assertThat(room(0)).isEqualTo(1);
        calls(1, 200);
        assertThat(room(0)).isEqualTo(2);
    }

    @Test
    void aCallFromBeforeSaysNothingOfTheWayBack() {
        int before = flow.calling();
        open();
        int meanwhile = flow.calling();
        probed(ofSeconds(30), true);
        flow.ended(before, null, ended(null));
        flow.ended(meanwhile, null, ended(null));
        assertThat(room(0)).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepItShut() {
        open();
        clock.advance(Duration.ofHours(-1));
        room(0);
        assertThat(probes).hasSize(1);
    }

    @Test
    void aProbeThatCannotBeMadeIsANo() {
        flow = new Flow(
                new Flow.Rules(16, 0, 5, ofSeconds(30), null, SCHEDULE),
                () -> {
                    throw new IllegalStateException("no thread");
                },
                new Told(),
                clock);
        open();
        clock.advance(ofSeconds(30));
        assertThat(room(0)).isZero();
        assertThat(flow.state().until()).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void leavesSalesByteAloneForAsLongAsItsAnswerToTooManySays() {
        flow.ended(flow.calling(), null, Outcome.retry(429, "", ofSeconds(90)));
        flow.ended(flow.calling(), null, Outcome.retry(429, "", ofSeconds(10)));
        assertThat(room(0)).isZero();
        assertThat(flow.opensAt(clock.instant())).isEqualTo(NOON.plusSeconds(90));
        assertThat(flow.waiting()).isEqualTo("rate-limit");
        clock.advance(ofSeconds(90));
        assertThat(room(0)).isPositive();
        assertThat(flow.waiting()).isNull();
        assertThat(told).isEmpty();
    }

    @Test
    void neverLeavesItAloneForLongerThanTheLongestWait() {
        flow.ended(flow.calling(), null, Outcome.retry(429, "", Duration.ofDays(365)));
        assertThat(flow.state().slowedUntil()).isEqualTo(NOON.plus(ofMinutes(10)));
    }

    @Test
    void leavesItAloneForTheFirstWaitWhenItDoesNotSayHowLong() {
        calls(1, 429);
        assertThat(flow.state().slowedUntil()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void retryAfterOf503IsTheLeadsOwn() {
        flow.ended(flow.calling(), null, Outcome.retry(503, "", ofSeconds(90)));
        assertThat(room(0)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 10, 50, 1000})
    void letsSoManyGoASecondAndNeverMoreThanATenthOfThatAtOnce(int perSecond) {
        flow = flow(perSecond);
        int sent = 0;
        for (int milli = 0; milli < 10_000; milli++) {
            int now = room(0);
            assertThat(now).isBetween(0, Math.max(1, perSecond / 10));
            flow.taken(now);
            sent += now;
            clock.advance(ofMillis(1));
        }
        assertThat(sent).isBetween(perSecond * 10 - 1, perSecond * 10 + Math.max(1, perSecond / 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50})
    void severalThatHaveAPartEachGoNoFasterThanOne(int perSecond) {
        List<Flow> three = List.of(flow(perSecond), flow(perSecond), flow(perSecond));
        three.forEach(one -> one.share(1.0 / 3));
        int sent = 0;
        for (int milli = 0; milli < 30_000; milli++) {
            for (Flow one : three) {
                int now = one.room(0, clock.instant());
                one.taken(now);
                sent += now;
            }
            clock.advance(ofMillis(1));
        }
        assertThat(sent).isBetween(perSecond * 30 - 3, perSecond * 30 + Math.max(3, perSecond / 10));
    }

    @Test
    void nothingGoesWithoutAPartOfTheRate() {
        flow = flow(4);
        flow.share(0);
        assertThat(room(0)).isZero();
        assertThat(flow.opensAt(clock.instant())).as("somebody tells").isEqualTo(Instant.MAX);
        flow.share(0.5);
        flow.taken(1);
        assertThat(flow.opensAt(clock.instant())).isEqualTo(NOON.plusMillis(500));
    }

    @Test
    void goesByWhatOthersHavePausedAndResumed() {
        QuoteTarget north = new QuoteTarget("one", 7, "north");
        QuoteTarget main = new QuoteTarget("two", 8, null);
        PausedTarget ofAll = new PausedTarget(north.fingerprint(), "north", NOON);
        misconfigured(main, 5);
        assertThat(flow.adopt(List.of(ofAll, new PausedTarget(main.fingerprint(), "main", NOON))))
                .isFalse();
        assertThat(flow.isPaused(north)).isTrue();
        assertThat(flow.state().paused())
                .containsExactlyInAnyOrder(new PausedProfile("north", NOON), new PausedProfile("main", NOON));
        assertThat(flow.adopt(List.of(ofAll))).as("main goes again").isTrue();
        assertThat(flow.isPaused(main)).isFalse();
        assertThat(flow.resume("north")).containsExactly("north");
        assertThat(flow.isPaused(north)).isFalse();
    }

    @Test
    void keepsAPauseThatOthersHaveNotHeardOf() {
        said = false;
        QuoteTarget main = new QuoteTarget("two", 8, null);
        misconfigured(main, 5);
        assertThat(flow.adopt(List.of())).isFalse();
        assertThat(flow.isPaused(main)).isTrue();
    }

    @Test
    void saysWhenTheNextCallMayGo() {
        flow = flow(4);
        flow.taken(1);
        assertThat(room(0)).isZero();
        assertThat(flow.waiting()).isEqualTo("rate-limit");
        assertThat(flow.opensAt(clock.instant())).isEqualTo(NOON.plusMillis(250));
    }

    @Test
    void keepsToTheRateOnTheWayBackToo() {
        flow = flow(1);
        open();
        probed(ofSeconds(30), true);
        flow.taken(1);
        calls(1, 200);
        assertThat(room(0)).isZero();
        assertThat(flow.opensAt(clock.instant())).isEqualTo(clock.instant().plusSeconds(1));
    }

    @Test
    void aLeadThatMadeNoCallGivesItsPlaceBack() {
        flow = flow(1);
        flow.taken(1);
        assertThat(room(0)).isZero();
        flow.notCalled();
        assertThat(room(0)).isEqualTo(1);
    }

    @Test
    void keepsItsPaceWhenTheClockIsSetBack() {
        flow = flow(1);
        flow.taken(1);
        clock.advance(Duration.ofHours(-1));
        assertThat(flow.opensAt(clock.instant())).isEqualTo(clock.instant().plusSeconds(1));
    }

    @Test
    void countsEveryOutcomeOfACall() {
        for (int i = 0; i < 10; i++) {
            flow.ended(
                    flow.calling(),
                    null,
                    Outcome.unknown(new Failure(FailureReason.UNKNOWN_OUTCOME, null, "no answer", Map.of())));
        }
        assertThat(told).containsExactly("unavailable 10 of 10");
    }

    @Test
    void pausesAProfileAfterSoManyFailuresInARowAndTellsOnce() {
        QuoteTarget north = new QuoteTarget("secret", 7, "north");
        QuoteTarget main = new QuoteTarget("secret", 8, null);
        misconfigured(north, 4);
        flow.ended(flow.calling(), north, ended(null));
        misconfigured(main, 4);
        assertThat(flow.isPaused(north)).isFalse();
        misconfigured(north, 3);
        assertThat(flow.isPaused(north)).isTrue();
        assertThat(flow.isPaused(main)).isFalse();
        assertThat(told).containsExactly("paused north after 5");
        assertThat(flow.state().paused()).containsExactly(new PausedProfile("north", NOON));
    }

    @Test
    void anyOtherAnswerBeginsTheRowAnew() {
        QuoteTarget main = new QuoteTarget("secret", 7, null);
        misconfigured(main, 4);
        flow.ended(flow.calling(), main, ended(503));
        misconfigured(main, 4);
        assertThat(flow.isPaused(main)).isFalse();
        misconfigured(main, 1);
        flow.ended(flow.calling(), main, Outcome.delivered(200, StoredLeads.quote()));
        assertThat(flow.isPaused(main)).as("until somebody resumes it").isTrue();
    }

    @Test
    void resumesOneOrAllOfThePausedProfiles() {
        QuoteTarget north = new QuoteTarget("one", 7, "north");
        QuoteTarget main = new QuoteTarget("two", 8, null);
        misconfigured(north, 5);
        misconfigured(main, 5);
        assertThat(flow.resume("south")).isEmpty();
        assertThat(flow.resume("north")).containsExactly("north");
        assertThat(flow.isPaused(north)).isFalse();
        assertThat(flow.resume(null)).containsExactly("main");
        misconfigured(main, 4);
        assertThat(flow.isPaused(main)).as("the row begins anew").isFalse();
    }

    private void misconfigured(QuoteTarget target, int times) {
        for (int i = 0; i < times; i++) {
            flow.ended(
                    flow.calling(),
                    target,
                    Outcome.failed(new Failure(FailureReason.CONFIGURATION, 404, "not known", Map.of())));
        }
    }
}
