package se.salesbyte.bridge.delivery;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.delivery.StoredLeads.done;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.events;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.store.DueBatch;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.LeadState;

@Timeout(30)
class DispatcherTest {
    private static final int SLOTS = 4;
    private static final Duration LONG = ofSeconds(10);

    private final BlockingQueue<InHand> handedOut = new LinkedBlockingQueue<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger mostInHand = new AtomicInteger();
    private final WakeDispatchers signals = new WakeDispatchers();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private StoredLeads leads;
    private Dispatcher<DueLead> dispatcher;

    /** What was handed out and waits for its outcome. */
    private record InHand(DueLead lead, CompletableFuture<Boolean> done) {}

    @BeforeEach
    void openStore(@TempDir Path folder) {
        leads = new StoredLeads(folder, signals);
        dispatcher = dispatcher(leads.store::claim);
    }

    @AfterEach
    void stop() {
        dispatcher.stop(Duration.ZERO);
        workers.shutdownNow();
        leads.close();
    }

    private Dispatcher<DueLead> dispatcher(Claim<DueLead> claim) {
        Dispatcher<DueLead> made = new Dispatcher<>("test-dispatcher", claim, leads.clock, SLOTS, workers);
        signals.wake(made, made);
        return made;
    }

    /** Keeps it in hand until the test settles it. */
    private CompletableFuture<Boolean> hold(DueLead lead) {
        taken.incrementAndGet();
        mostInHand.accumulateAndGet(inHand.incrementAndGet(), Math::max);
        InHand held = new InHand(lead, new CompletableFuture<>());
        handedOut.add(held);
        return held.done;
    }

    /** Delivers it at once. */
    private CompletableFuture<Boolean> deliver(DueLead lead) {
        taken.incrementAndGet();
        return leads.attempt(lead).finish(Outcome.delivered(200, StoredLeads.quote()));
    }

    private InHand next() throws InterruptedException {
        InHand held = handedOut.poll(10, TimeUnit.SECONDS);
        assertThat(held).as("handed out").isNotNull();
        return held;
    }

    private void settle(InHand held, Outcome outcome) {
        inHand.decrementAndGet();
        leads.attempt(held.lead).finish(outcome).thenAccept(held.done::complete);
    }

    private void awaitDelivered(int count) {
        await().until(() -> leads.count(LeadState.DELIVERED) == count);
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollInterval(ofMillis(5));
    }

    private static Outcome delivered() {
        return Outcome.delivered(200, StoredLeads.quote());
    }

    @Test
    void neverHasMoreInHandThanSlots() throws InterruptedException {
        done(leads.store.accept(events("hubspot", 30)));
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        for (int i = 0; i < 30; i++) {
            int expected = Math.min(SLOTS, 30 - i);
            await().until(() -> inHand.get() == expected);
            settle(next(), delivered());
        }
        awaitDelivered(30);
        assertThat(mostInHand).hasValue(SLOTS);
        assertThat(taken).hasValue(30);
    }

    @Test
    void hasNoMoreInHandThanItsShare() throws InterruptedException {
        done(leads.store.accept(events("hubspot", 30)));
        dispatcher.share(0, 0);
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        assertThat(dispatcher.share(3, 1)).isZero();
        await().until(() -> inHand.get() == 3);
        assertThat(dispatcher.share(1, 1)).as("what is in hand stays so").isEqualTo(3);
        settle(next(), delivered());
        settle(next(), delivered());
        settle(next(), delivered());
        InHand alone = next();
        mostInHand.set(0);
        settle(alone, delivered());
        for (int i = 0; i < 5; i++) {
            settle(next(), delivered());
        }
        assertThat(mostInHand).hasValue(1);
    }

    @Test
    void leavesFreshLeadsToOthersWhileItHasNoShare() throws InterruptedException {
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        await().until(() -> signals.leadWanted("hubspot", leads.clock.instant()));
        dispatcher.share(0, 0);
        await().until(() -> !signals.leadWanted("hubspot", leads.clock.instant()));
        done(leads.store.accept(events("hubspot", 3)));
        assertThat(done(leads.store.claim("hubspot", leads.clock.instant(), 10)).items())
                .as("to be had by others")
                .hasSize(3);
        assertThat(taken).hasValue(0);
    }

    @Test
    void deliversAllThatIsDueOfAllQueuesOnce() {
        done(leads.store.accept(events("hubspot", 300)));
        dispatcher.register("hubspot", this::deliver);
        dispatcher.register("typeform", this::deliver);
        dispatcher.start();
        done(leads.store.accept(events("typeform", 300)));
        awaitDelivered(600);
        assertThat(taken).hasValue(600);
    }

    /** Many rounds, since what could go wrong depends on which thread comes first. */
    @Test
    void handsOutWhatHasGatheredBeforeItsStart() {
        for (int round = 1; round <= 20; round++) {
            leads.accept(event("hubspot", "evt-" + round));
            dispatcher.register("hubspot", this::deliver);
            dispatcher.start();
            awaitDelivered(round);
            dispatcher.stop(LONG);
            dispatcher = dispatcher(leads.store::claim);
        }
    }

    @Test
    void handsOutNothingOfAHaltedQueueUntilItIsResumed() throws InterruptedException {
        dispatcher.register("hubspot", this::hold);
        dispatcher.register("typeform", this::deliver);
        dispatcher.start();
        leads.accept(event("hubspot", "evt-1"));
        InHand first = next();
        CompletableFuture<Void> drained = dispatcher.halt("hubspot"::equals);
        leads.accept(event("hubspot", "evt-2"));
        leads.accept(event("typeform", "evt-1"));
        awaitDelivered(1);
        assertThat(drained).isNotDone();
        assertThat(handedOut).isEmpty();
        settle(first, delivered());
        done(drained);
        assertThat(handedOut).isEmpty();
        dispatcher.resume();
        assertThat(next().lead().eventId()).isEqualTo("evt-2");
    }

    /** Its route may be gone by the time the store answers. */
    @Test
    void givesBackWhatAClaimBringsOfAHaltedQueue() {
        CompletableFuture<DueBatch<DueLead>> slow = new CompletableFuture<>();
        AtomicInteger released = new AtomicInteger();
        AtomicBoolean asked = new AtomicBoolean();
        dispatcher = dispatcher(Claim.of(
                (queue, now, limit) -> asked.compareAndSet(false, true) ? slow : leads.store.claim(queue, now, limit),
                lead -> {
                    released.incrementAndGet();
                    return leads.store.release(List.of(lead));
                }));
        leads.accept(event("hubspot", "evt-1"));
        dispatcher.register("hubspot", this::deliver);
        dispatcher.start();
        await().untilTrue(asked);
        DueBatch<DueLead> claimed = done(leads.store.claim("hubspot", leads.clock.instant(), 1));
        done(dispatcher.halt("hubspot"::equals));
        slow.complete(claimed);
        await().until(() -> released.get() == 1);
        assertThat(taken).hasValue(0);
        dispatcher.resume();
        awaitDelivered(1);
    }

    @Test
    void handsOutWhatIsAcceptedLater() throws InterruptedException {
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        String first = leads.accept(event("hubspot", "evt-1"));
        assertThat(next().lead().id()).isEqualTo(first);
        String second = leads.accept(event("hubspot", "evt-2"));
        assertThat(next().lead().id()).isEqualTo(second);
    }

    @Test
    void takesWhatTheStoreOffersWithoutAskingForIt() {
        AtomicInteger claims = new AtomicInteger();
        dispatcher = dispatcher((queue, now, limit) -> {
            claims.incrementAndGet();
            return leads.store.claim(queue, now, limit);
        });
        dispatcher.register("hubspot", this::deliver);
        dispatcher.start();
        for (int i = 1; i <= 100; i++) {
            leads.accept(event("hubspot", "evt-" + i));
            awaitDelivered(i);
        }
        assertThat(taken).hasValue(100);
        assertThat(claims).hasValueLessThan(10);
    }

    @Test
    void keepsWhatIsOfferedUntilASlotIsFree() throws InterruptedException {
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        for (int i = 1; i <= 30; i++) {
            leads.accept(event("hubspot", "evt-" + i));
        }
        for (int i = 0; i < 30; i++) {
            settle(next(), delivered());
        }
        awaitDelivered(30);
        assertThat(mostInHand).hasValueLessThanOrEqualTo(SLOTS);
        assertThat(taken).hasValue(30);
    }

    @Test
    void deliversMoreThanItKeepsInMemoryOnce() {
        dispatcher.register("hubspot", this::deliver);
        dispatcher.start();
        leads.accept(event("hubspot", "evt-1"));
        awaitDelivered(1);
        done(leads.store.accept(events("hubspot", 900)));
        awaitDelivered(900);
        assertThat(taken).hasValue(900);
    }

    @Test
    void givesBackWhatWasOfferedToAQueueThatIsGone() throws InterruptedException {
        dispatcher = dispatcher(Claim.of(leads.store::claim, lead -> leads.store.release(List.of(lead))));
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        for (int i = 1; i <= 10; i++) {
            leads.accept(event("hubspot", "evt-" + i));
        }
        List<InHand> first = List.of(next(), next(), next(), next());
        dispatcher.unregister("hubspot");
        first.forEach(held -> settle(held, delivered()));
        awaitDelivered(4);
        dispatcher.register("hubspot", this::deliver);
        awaitDelivered(10);
        assertThat(taken).hasValue(10);
    }

    @Test
    void handsOutNoMoreOfAQueueThanItsRateAllowsAndHoldsNoOtherUp() {
        done(leads.store.accept(events("hubspot", 5)));
        dispatcher.register("hubspot", this::deliver, 2);
        dispatcher.register("typeform", this::deliver);
        dispatcher.start();
        await().until(() -> taken.get() == 1);
        done(leads.store.accept(events("typeform", 20)));
        await().until(() -> taken.get() == 21);
        assertThat(dispatcher.waiting("hubspot")).contains("rate-limit");
        assertThat(dispatcher.waiting("typeform")).isEmpty();

        leads.clock.advance(ofMillis(499));
        dispatcher.wake();
        leads.accept(event("typeform", "later"));
        awaitDelivered(22); // so it has looked
        assertThat(leads.count(LeadState.ACCEPTED)).isEqualTo(4);
        for (int left = 3; left >= 0; left--) {
            int expected = left;
            leads.clock.advance(ofMillis(left == 3 ? 1 : 500));
            dispatcher.wake();
            await().until(() -> leads.count(LeadState.ACCEPTED) == expected);
        }
    }

    @Test
    void leavesAQueueAloneAsLongAsItIsPaused() {
        dispatcher.register("hubspot", this::deliver);
        dispatcher.register("typeform", this::deliver);
        dispatcher.pause("hubspot", ofSeconds(30));
        dispatcher.pause("hubspot", ofSeconds(10)); // the longer one counts
        dispatcher.start();
        leads.accept(event("hubspot", "evt-1"));
        leads.clock.advance(ofSeconds(29));
        leads.accept(event("typeform", "evt-2"));
        awaitDelivered(1);
        assertThat(leads.count(LeadState.ACCEPTED)).isEqualTo(1);

        leads.clock.advance(ofSeconds(1));
        dispatcher.wake();
        awaitDelivered(2);
    }

    @Test
    void forgetsAPauseWhenTheClockIsSetBackBeforeIt() {
        dispatcher.register("hubspot", this::deliver);
        dispatcher.pause("hubspot", ofSeconds(30));
        leads.clock.advance(ofMinutes(-1));
        assertThat(dispatcher.waiting("hubspot")).isEmpty();
    }

    /** Whoever asks somebody else before the call must not hold all slots while that one hangs. */
    @Test
    void leavesSlotsToOthersWhereARateIsKept() throws InterruptedException {
        dispatcher.register("slow", this::hold, 100);
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        done(leads.store.accept(events("slow", 10)));
        InHand slow = next();
        done(leads.store.accept(events("hubspot", SLOTS - 1)));
        for (int i = 1; i < SLOTS; i++) {
            assertThat(next().lead().source()).isEqualTo("hubspot");
        }
        settle(slow, delivered());
        assertThat(next().lead().source()).isEqualTo("slow");
    }

    @Test
    void getsASlotBackFromATakerThatThrows() {
        done(leads.store.accept(events("broken", 3 * SLOTS)));
        dispatcher.register("broken", lead -> {
            taken.incrementAndGet();
            throw new AssertionError("a fault in a taker");
        });
        dispatcher.start();
        await().until(() -> taken.get() == 3 * SLOTS);
        leads.accept(event("hubspot", "evt-1"));
        dispatcher.register("hubspot", this::deliver);
        awaitDelivered(1);
    }

    @Test
    void getsASlotBackFromATakerThatFailsLater() {
        done(leads.store.accept(events("broken", 3 * SLOTS)));
        dispatcher.register("broken", lead -> {
            taken.incrementAndGet();
            return CompletableFuture.failedFuture(new IllegalStateException("a fault in a taker"));
        });
        dispatcher.start();
        await().until(() -> taken.get() == 3 * SLOTS);
    }

    @Test
    void givesBackWhatNoThreadTakes() {
        done(leads.store.accept(events("hubspot", 3 * SLOTS)));
        AtomicInteger refusals = new AtomicInteger();
        ExecutorService scarce =
                new ThreadPoolExecutor(SLOTS, SLOTS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
                    @Override
                    public void execute(Runnable work) {
                        if (refusals.incrementAndGet() <= 2 * SLOTS) {
                            throw new RejectedExecutionException("no thread");
                        }
                        super.execute(work);
                    }
                };
        try {
            dispatcher = new Dispatcher<>(
                    "test-dispatcher",
                    Claim.of(leads.store::claim, lead -> leads.store.release(List.of(lead))),
                    leads.clock,
                    SLOTS,
                    scarce);
            dispatcher.register("hubspot", this::deliver);
            dispatcher.start();
            awaitDelivered(3 * SLOTS);
        } finally {
            dispatcher.stop(ofSeconds(10));
            scarce.shutdownNow();
        }
    }

    @Test
    void claimsNothingOfAQueueUntilItIsRegistered() {
        leads.accept(event("typeform", "evt-1"));
        leads.accept(event("hubspot", "evt-2"));
        dispatcher.register("hubspot", this::deliver);
        dispatcher.start();
        awaitDelivered(1);
        List<DueLead> unclaimed = leads.claim("typeform");
        assertThat(unclaimed).hasSize(1);
        done(leads.store.release(unclaimed));
        dispatcher.register("typeform", this::deliver);
        awaitDelivered(2);
    }

    @Test
    void handsOutNoMoreOfAQueueThatIsUnregistered() {
        leads.accept(event("hubspot", "evt-1"));
        dispatcher.register("hubspot", this::deliver);
        dispatcher.register("typeform", this::deliver);
        dispatcher.start();
        awaitDelivered(1);
        dispatcher.unregister("hubspot");
        leads.accept(event("hubspot", "evt-2"));
        leads.accept(event("typeform", "evt-3"));
        awaitDelivered(2);
        assertThat(leads.claim("hubspot")).extracting(DueLead::eventId).containsExactly("evt-2");
    }

    @Test
    void handsOutARetryOnceTheClockHasComeToIt() throws InterruptedException {
        leads.accept(event("hubspot", "evt-1"));
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        settle(next(), Outcome.retry(503, "SalesByte answered 503", ofSeconds(30)));
        await().until(() -> leads.count(LeadState.RETRYING) == 1);
        leads.clock.advance(ofMillis(29_999));
        dispatcher.wake();
        leads.accept(event("hubspot", "evt-2", NOON));
        InHand fresh = next();
        assertThat(fresh.lead().eventId()).isEqualTo("evt-2");
        assertThat(handedOut).isEmpty();
        leads.clock.advance(ofMillis(1));
        dispatcher.wake();
        InHand retry = next();
        assertThat(retry.lead().eventId()).isEqualTo("evt-1");
        assertThat(retry.lead().attempts()).isEqualTo(1);
    }

    @Test
    void wakesByItselfWhenSomethingBecomesDue() throws InterruptedException {
        Clock real = Clock.systemUTC();
        dispatcher.stop(Duration.ZERO);
        dispatcher = new Dispatcher<>("test-dispatcher", leads.store::claim, real, SLOTS, workers);
        signals.wake(dispatcher, dispatcher);
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        Instant soon = real.instant().plusMillis(300);
        leads.accept(event("hubspot", "evt-1", soon));
        next();
        assertThat(real.instant()).isAfterOrEqualTo(soon.truncatedTo(ChronoUnit.MILLIS));
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, PT0.001S", "PT0S, PT0.001S", "PT59S, PT59S", "PT1M, PT1M", "PT12H, PT1M", "P40000D, PT1M"})
    void looksAtTheClockEveryMinuteSinceItMayBeSet(Duration wait, Duration nap) {
        assertThat(NextLook.nap(wait)).isEqualTo(nap);
    }

    @Test
    void waitsAtItsStopForWhatIsInHandAndClaimsNoMore() throws InterruptedException {
        done(leads.store.accept(events("hubspot", SLOTS + 3)));
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        await().until(() -> inHand.get() == SLOTS);
        CompletableFuture<Boolean> stopped = stopAside();
        for (int i = 0; i < SLOTS; i++) {
            assertThat(stopped).isNotDone();
            settle(next(), delivered());
        }
        assertThat(stopped).succeedsWithin(LONG).isEqualTo(true);
        assertThat(taken).hasValue(SLOTS);
        assertThat(leads.claim("hubspot")).hasSize(3);
        leads.accept(event("hubspot", "evt-99")); // signals on deaf ears
        assertThat(leads.claim("hubspot")).hasSize(1);
    }

    @Test
    void saysWhenWhatIsInHandWasNotDoneInTime() {
        leads.accept(event("hubspot", "evt-1"));
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        await().until(() -> inHand.get() == 1);
        assertThat(dispatcher.stop(ofMillis(50))).isFalse();
    }

    @Test
    void stopsAtOnceWithNothingInHand() {
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        assertThat(dispatcher.stop(LONG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void handsOutNothingThatAClaimBringsAfterItsStop(boolean oneInHand) throws InterruptedException {
        CompletableFuture<DueBatch<DueLead>> late = new CompletableFuture<>();
        AtomicBoolean first = new AtomicBoolean(oneInHand);
        AtomicInteger claims = new AtomicInteger();
        dispatcher.stop(Duration.ZERO);
        dispatcher = dispatcher((queue, now, limit) -> {
            CompletableFuture<DueBatch<DueLead>> answer =
                    first.getAndSet(false) ? leads.store.claim(queue, now, 1) : late;
            claims.incrementAndGet();
            return answer;
        });
        done(leads.store.accept(events("hubspot", 2)));
        dispatcher.register("hubspot", this::hold);
        dispatcher.start();
        int inHandFirst = oneInHand ? 1 : 0;
        await().until(() -> claims.get() == inHandFirst + 1 && inHand.get() == inHandFirst);
        CompletableFuture<Boolean> stopped = stopAside();
        late.complete(done(leads.store.claim("hubspot", NOON, 1)));
        if (oneInHand) {
            settle(next(), delivered());
        }
        assertThat(stopped).succeedsWithin(LONG).isEqualTo(true);
        workers.shutdown();
        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(taken).hasValue(inHandFirst);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void claimsAgainAfterAClaimThatFailed(boolean atOnce) {
        AtomicInteger claims = new AtomicInteger();
        dispatcher.stop(Duration.ZERO);
        dispatcher = dispatcher((queue, now, limit) -> {
            if (claims.incrementAndGet() > 1) {
                return leads.store.claim(queue, now, limit);
            }
            if (atOnce) {
                throw new IllegalStateException("a fault in a claim");
            }
            return CompletableFuture.failedFuture(new IllegalStateException("a fault in a claim"));
        });
        leads.accept(event("hubspot", "evt-1"));
        dispatcher.register("hubspot", this::deliver);
        dispatcher.start();
        awaitDelivered(1);
    }

    @Test
    void toleratesSignalsDuringItsStop() {
        for (int round = 0; round < 20; round++) {
            dispatcher.register("hubspot", this::deliver);
            dispatcher.start();
            Dispatcher<DueLead> stopping = dispatcher;
            CompletableFuture<Void> signalling = CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 2000; i++) {
                            stopping.due("hubspot", NOON.plus(ofMinutes(i)));
                        }
                    },
                    workers);
            dispatcher.stop(LONG);
            assertThat(signalling).succeedsWithin(LONG);
            dispatcher = dispatcher(leads.store::claim);
        }
    }

    /** Stops it on a thread of its own, and returns once that thread waits. */
    private CompletableFuture<Boolean> stopAside() {
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        Thread stopping = new Thread(() -> stopped.complete(dispatcher.stop(LONG)));
        stopping.start();
        await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING || stopped.isDone());
        return stopped;
    }

    @Test
    void claimsNothingWhileItsGateIsShutAndAsksItNoOftenerThanItIsWoken() {
        AtomicInteger claims = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger room = new AtomicInteger();
        Gate gate = new Gate() {
            @Override
            public int room(int inHand, Instant now) {
                asked.incrementAndGet();
                return room.get();
            }

            @Override
            public Instant opensAt(Instant now) {
                return Instant.MAX;
            }
        };
        dispatcher = new Dispatcher<>(
                "test-dispatcher",
                (queue, now, limit) -> {
                    claims.incrementAndGet();
                    assertThat(limit).isEqualTo(2);
                    return leads.store.claim(queue, now, limit);
                },
                leads.clock,
                SLOTS,
                workers,
                gate);
        signals.wake(dispatcher, dispatcher);
        dispatcher.register("hubspot", this::deliver);
        dispatcher.start();
        for (int i = 0; i < 200; i++) {
            done(leads.store.accept(List.of(event("hubspot", "evt-" + i))));
        }
        await().during(ofMillis(300)).until(() -> true);
        assertThat(claims).hasValue(0);
        assertThat(asked.get()).isBetween(1, 210);

        room.set(2);
        dispatcher.wake();
        awaitDelivered(200);
    }
}
