package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.salesbyte.bridge.store.Outcomes.ANNA;
import static se.salesbyte.bridge.store.Outcomes.BEGUN;
import static se.salesbyte.bridge.store.Outcomes.ENDED;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.store.Outcomes.message;
import static se.salesbyte.bridge.store.Outcomes.notCalled;
import static se.salesbyte.bridge.store.Outcomes.retrying;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.events;
import static se.salesbyte.bridge.testing.Events.windowedEvent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database must do for the inbox; a subclass says how to open one. */
@Timeout(30)
abstract class LeadStoreContract {
    static final Instant LATER = NOON.plus(ofMinutes(10));

    RecordedSignals signals;
    LeadStore store;

    /** Opens the store, always the same one within a test. */
    abstract LeadStore open(StoreSignals toTell);

    @BeforeEach
    void openStore() {
        signals = new RecordedSignals();
        store = open(signals);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    void reopen() {
        store.close();
        store = open(signals);
    }

    Receipt accept(NewLead lead) {
        return done(store.accept(List.of(lead))).get(0);
    }

    List<DueLead> claim(String source, Instant now) {
        return done(store.claim(source, now, 100)).items();
    }

    List<DueMessage> claimMessages(String outbox, Instant now) {
        return done(store.outboxes().claim(outbox, now, 100)).items();
    }

    LeadRecord find(String id) {
        return store.queries().find(id).orElseThrow();
    }

    /** A lead in hand whose intent is on disk. */
    String begun(String eventId) {
        String id = accept(event("hubspot", eventId)).leadId();
        assertThat(claim("hubspot", NOON)).extracting(DueLead::id).contains(id);
        assertThat(done(store.begin(intent(id, 1)))).isTrue();
        return id;
    }

    /** A delivered lead with those messages. */
    String deliveredWith(String eventId, NewMessage... messages) {
        String id = begun(eventId);
        assertThat(done(store.settle(delivered(id, "hubspot", 1, messages)))).isTrue();
        return id;
    }

    static MessageOutcome sent(String messageId) {
        return new MessageOutcome(messageId, "callback", true, LATER, null, null);
    }

    static MessageOutcome again(String messageId, Instant nextAt) {
        return new MessageOutcome(messageId, "callback", false, LATER, nextAt, "receiver answered 500");
    }

    static MessageOutcome parked(String messageId) {
        return new MessageOutcome(messageId, "callback", false, LATER, null, "receiver answered 410");
    }

    static LeadFilter all() {
        return new LeadFilter(null, null, null, null, null, null, 100);
    }

    static LeadFilter text(String text) {
        return new LeadFilter(null, null, text, null, null, null, 100);
    }

    static LeadFilter page(@Nullable String before, int limit) {
        return new LeadFilter(null, null, null, null, null, before, limit);
    }

    static <T> T done(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("the store did not do it", e);
        }
    }

    @Nested
    class Watching {
        @Test
        void tellsWhatIsNotDoneYet() {
            String oldest = accept(event("form", "evt-0")).leadId();
            accept(event("tally", "evt-1"));
            done(store.hold(claim("tally", NOON).get(0), "too-old", null, NOON));
            done(store.settle(retrying(begun("evt-2"), "hubspot", 1, LATER)));
            done(store.hold(claim("hubspot", LATER).get(0), "paused", null, LATER));
            done(store.settle(retrying(begun("evt-3"), "hubspot", 1, LATER)));
            begun("evt-4");
            deliveredWith("evt-5", message("msg-1", "callback"), message("msg-2", "audit"));
            claimMessages("callback", LATER);
            done(store.outboxes().settle(again("msg-1", LATER.plusSeconds(30))));

            Backlog now = store.backlog().now();
            assertThat(now.leads())
                    .isEqualTo(Map.of(
                            LeadState.ACCEPTED, 1L,
                            LeadState.DELIVERING, 1L,
                            LeadState.RETRYING, 1L,
                            LeadState.FAILED, 0L,
                            LeadState.UNKNOWN, 0L));
            assertThat(now.waiting().keySet()).containsExactly("paused", "too-old");
            assertThat(now.waiting().values())
                    .extracting(Backlog.Waiting::leads)
                    .containsExactly(1L, 1L);
            assertThat(now.oldestUnfinished()).isEqualTo(find(oldest).lead().receivedAt());
            assertThat(now.outboxes().keySet()).containsExactly("audit", "callback");
            assertThat(now.outboxes().values())
                    .extracting(Backlog.Outbox::messages)
                    .containsExactly(1L, 1L);
            assertThat(now.outboxes().values())
                    .extracting(Backlog.Outbox::failing)
                    .containsExactly(0L, 1L);
            assertThat(now.quarantineBytes()).isZero();
        }

        @Test
        void readsAgainOnlyAfterAWhile() {
            ReadBacklog backlog = store.backlog();
            Backlog first = backlog.now();
            accept(event("form", "evt-1"));
            assertThat(backlog.now()).isSameAs(first);
            assertThat(store.backlog().now().leads()).isNotEqualTo(first.leads());
        }
    }

    @Nested
    class Accepting {
        @Test
        void keepsEveryByteOfThePayload() {
            byte[] payload = new byte[256];
            IntStream.range(0, 256).forEach(i -> payload[i] = (byte) i);
            String id = accept(event("hubspot", "evt-1", payload)).leadId();
            reopen();
            assertThat(claim("hubspot", NOON).get(0).payload()).isEqualTo(payload);
            assertThat(find(id).payload()).isEqualTo(payload);
        }

        @Test
        void keepsAnEmptyPayload() {
            accept(event("hubspot", "evt-1", new byte[0]));
            assertThat(claim("hubspot", NOON).get(0).payload()).isEmpty();
        }

        @Test
        void keepsWhatTheSenderDeclared() {
            String id = accept(event("hubspot", "evt-1")).leadId();
            LeadRecord lead = find(id);
            assertThat(lead.lead())
                    .isEqualTo(new LeadRow(
                            id,
                            "hubspot",
                            "evt-1",
                            NOON,
                            LeadState.ACCEPTED,
                            NOON,
                            0,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null));
            assertThat(lead.contentType()).isEqualTo("application/json");
            assertThat(lead.attempts()).isEmpty();
            assertThat(lead.messages()).isEmpty();
        }

        @Test
        void keepsAnEventWithoutIdAndMediaType() {
            byte[] digest = {0, 1, -1};
            String id = accept(new NewLead("form", null, digest, null, NOON, null, new byte[] {1}, null))
                    .leadId();
            DueLead due = claim("form", NOON).get(0);
            assertThat(due.eventId()).isNull();
            assertThat(due.contentType()).isNull();
            assertThat(find(id).lead().eventId()).isNull();
        }

        @Test
        void answersTheFirstLeadForAnEventSeenBefore() {
            Receipt first = accept(event("hubspot", "evt-1"));
            Receipt second = accept(event("hubspot", "evt-1", LATER));
            assertThat(first.duplicate()).isFalse();
            assertThat(second).isEqualTo(new Receipt(first.leadId(), true));
            assertThat(store.queries().list(all())).hasSize(1);
        }

        @Test
        void knowsAnEventAgainAfterReopening() {
            Receipt first = accept(event("hubspot", "evt-1"));
            reopen();
            assertThat(accept(event("hubspot", "evt-1"))).isEqualTo(new Receipt(first.leadId(), true));
        }

        @Test
        void takesTheSameIdentityFromAnotherSourceForAnotherEvent() {
            Receipt hubspot = accept(event("hubspot", "evt-1"));
            Receipt typeform = accept(event("typeform", "evt-1"));
            assertThat(typeform.duplicate()).isFalse();
            assertThat(typeform.leadId()).isNotEqualTo(hubspot.leadId());
        }

        @Test
        void takesARepetitionForADuplicateUntilItsWindowEnds() {
            Receipt first = accept(windowedEvent("meta", "evt-1", NOON, LATER));
            Receipt inside = accept(windowedEvent("meta", "evt-1", LATER.minusMillis(1), LATER.plusSeconds(60)));
            Receipt outside = accept(windowedEvent("meta", "evt-1", LATER, LATER.plusSeconds(60)));
            Receipt again = accept(windowedEvent("meta", "evt-1", LATER.plusSeconds(59), LATER.plusSeconds(99)));
            assertThat(inside).isEqualTo(new Receipt(first.leadId(), true));
            assertThat(outside.duplicate()).isFalse();
            assertThat(outside.leadId()).isNotEqualTo(first.leadId());
            assertThat(again).isEqualTo(new Receipt(outside.leadId(), true));
        }

        @Test
        void answersReceiptsInTheOrderOfTheEvents() {
            Receipt known = accept(event("hubspot", "evt-2"));
            List<Receipt> receipts = done(store.accept(events("hubspot", 3)));
            assertThat(receipts).extracting(Receipt::duplicate).containsExactly(false, true, false);
            assertThat(receipts.get(1)).isEqualTo(new Receipt(known.leadId(), true));
            assertThat(find(receipts.get(0).leadId()).lead().eventId()).isEqualTo("evt-1");
            assertThat(find(receipts.get(2).leadId()).lead().eventId()).isEqualTo("evt-3");
        }

        @Test
        void keepsOneLeadOfTwoEqualEventsInOneRequest() {
            List<Receipt> receipts = done(store.accept(List.of(event("hubspot", "evt-1"), event("hubspot", "evt-1"))));
            assertThat(receipts).extracting(Receipt::duplicate).containsExactly(false, true);
            assertThat(receipts)
                    .extracting(Receipt::leadId)
                    .containsOnly(receipts.get(0).leadId());
            assertThat(store.queries().list(all())).hasSize(1);
        }

        @Test
        void keepsOneLeadOfEqualEventsFromManyCallers() throws InterruptedException {
            Queue<CompletableFuture<List<Receipt>>> answers = new ConcurrentLinkedQueue<>();
            together(64, caller -> answers.add(store.accept(List.of(event("hubspot", "evt-1")))));
            List<Receipt> receipts =
                    answers.stream().flatMap(answer -> done(answer).stream()).toList();
            assertThat(receipts).hasSize(64);
            assertThat(receipts).filteredOn(receipt -> !receipt.duplicate()).hasSize(1);
            assertThat(receipts)
                    .extracting(Receipt::leadId)
                    .containsOnly(receipts.get(0).leadId());
            assertThat(store.queries().list(all())).hasSize(1);
        }
    }

    @Nested
    class Claiming {
        @Test
        void assignsALeadOnce() {
            String id = accept(event("hubspot", "evt-1")).leadId();
            assertThat(claim("hubspot", NOON))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(new DueLead(
                            id,
                            "hubspot",
                            "evt-1",
                            NOON,
                            0,
                            LeadRun.FIRST,
                            "application/json",
                            "{\"id\": \"evt-1\"}".getBytes(UTF_8),
                            false,
                            null));
            assertThat(claim("hubspot", LATER)).isEmpty();
        }

        @Test
        void assignsEachLeadToOneOfManyClaimers() throws InterruptedException {
            done(store.accept(events("hubspot", 200)));
            Queue<CompletableFuture<DueBatch<DueLead>>> claims = new ConcurrentLinkedQueue<>();
            together(16, caller -> IntStream.range(0, 5).forEach(i -> claims.add(store.claim("hubspot", NOON, 3))));
            List<String> ids = claims.stream()
                    .flatMap(claim -> done(claim).items().stream())
                    .map(DueLead::id)
                    .toList();
            assertThat(ids).hasSize(200).doesNotHaveDuplicates();
        }

        @Test
        void assignsAReleasedLeadAgain() {
            accept(event("hubspot", "evt-1"));
            List<DueLead> first = claim("hubspot", NOON);
            done(store.release(first));
            assertThat(claim("hubspot", NOON))
                    .extracting(DueLead::id)
                    .containsExactly(first.get(0).id());
        }

        @Test
        void assignsAClaimedLeadAgainAfterReopening() {
            String id = accept(event("hubspot", "evt-1")).leadId();
            assertThat(claim("hubspot", NOON)).hasSize(1);
            reopen();
            assertThat(claim("hubspot", NOON)).extracting(DueLead::id).containsExactly(id);
        }

        @Test
        void assignsFreshOnesBeforeRetriesAndBothByDueTime() {
            String lateRetry = begun("late-retry");
            done(store.settle(retrying(lateRetry, "hubspot", 1, NOON.plusSeconds(40))));
            String earlyRetry = begun("early-retry");
            done(store.settle(retrying(earlyRetry, "hubspot", 1, NOON.plusSeconds(30))));
            String lateFresh =
                    accept(event("hubspot", "late-fresh", NOON.plusSeconds(60))).leadId();
            String earlyFresh = accept(event("hubspot", "early-fresh", NOON.plusSeconds(50)))
                    .leadId();
            assertThat(claim("hubspot", LATER))
                    .extracting(DueLead::id)
                    .containsExactly(earlyFresh, lateFresh, earlyRetry, lateRetry);
        }

        @Test
        void assignsNoMoreThanTheLimitAndSaysThatThereMayBeMore() {
            done(store.accept(events("hubspot", 5)));
            DueBatch<DueLead> first = done(store.claim("hubspot", LATER, 3));
            DueBatch<DueLead> second = done(store.claim("hubspot", LATER, 3));
            assertThat(first.items()).extracting(DueLead::eventId).containsExactly("evt-1", "evt-2", "evt-3");
            assertThat(first.next()).isBeforeOrEqualTo(LATER);
            assertThat(second.items()).extracting(DueLead::eventId).containsExactly("evt-4", "evt-5");
            assertThat(second.next()).isNull();
        }

        @Test
        void tellsWhenTheNextOneIsDue() {
            String id = begun("evt-1");
            done(store.settle(retrying(id, "hubspot", 1, LATER)));
            accept(event("hubspot", "evt-2", LATER.plusSeconds(1)));
            accept(event("typeform", "evt-3", NOON.plusSeconds(1)));
            assertThat(done(store.claim("hubspot", LATER.minusMillis(1), 10)))
                    .isEqualTo(new DueBatch<>(List.of(), LATER));
            assertThat(done(store.claim("hubspot", LATER, 10)).next()).isEqualTo(LATER.plusSeconds(1));
        }

        @Test
        void assignsOnlyWhatIsDueOfThatSource() {
            accept(event("typeform", "evt-1"));
            accept(event("hubspot", "evt-2", LATER));
            String due = accept(event("hubspot", "evt-3")).leadId();
            assertThat(claim("hubspot", NOON)).extracting(DueLead::id).containsExactly(due);
        }
    }

    @Nested
    class Beginning {
        @Test
        void writesTheIntent() {
            String id = begun("evt-1");
            LeadRecord lead = find(id);
            assertThat(lead.lead().state()).isEqualTo(LeadState.DELIVERING);
            assertThat(lead.lead().nextAt()).isNull();
            assertThat(lead.lead().attempts()).isEqualTo(1);
            assertThat(lead.lead().customerEmail()).isEqualTo(ANNA.email());
            assertThat(lead.attempts())
                    .containsExactly(new AttemptRow(
                            1, BEGUN, null, "{\"attempt\":1}", "{\"contact\":\"77\"}", null, null, null, null, null));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 2, 3})
        void refusesAnAttemptThatIsNotTheNextOne(int number) {
            String id = accept(event("hubspot", "evt-1")).leadId();
            assertThat(done(store.begin(intent(id, number)))).isFalse();
            assertThat(find(id).lead().state()).isEqualTo(LeadState.ACCEPTED);
            assertThat(find(id).attempts()).isEmpty();
        }

        @Test
        void refusesTheSecondIntentOfAnAttempt() {
            String id = begun("evt-1");
            Intent second = new Intent(id, 1, LATER, Customer.NOBODY, "{\"second\":true}", null, null, false);
            assertThat(done(store.begin(second))).isFalse();
            assertThat(find(id).attempts()).extracting(AttemptRow::request).containsExactly("{\"attempt\":1}");
            assertThat(find(id).lead().customerName()).isEqualTo(ANNA.name());
        }

        @Test
        void refusesTheNextAttemptWhileOneIsInHand() {
            String id = begun("evt-1");
            assertThat(done(store.begin(intent(id, 2)))).isFalse();
            assertThat(find(id).attempts()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void refusesADeliveredLead(int number) {
            String id = deliveredWith("evt-1");
            assertThat(done(store.begin(intent(id, number)))).isFalse();
            assertThat(find(id).lead().state()).isEqualTo(LeadState.DELIVERED);
            assertThat(find(id).attempts()).hasSize(1);
        }

        @Test
        void refusesALeadThatItDoesNotHave() {
            assertThat(done(store.begin(intent("01HZZZZZZZZZZZZZZZZZZZZZZZ", 1))))
                    .isFalse();
        }

        @Test
        void letsOneOfManyIntentsThrough() throws InterruptedException {
            String id = accept(event("hubspot", "evt-1")).leadId();
            claim("hubspot", NOON);
            Queue<CompletableFuture<Boolean>> answers = new ConcurrentLinkedQueue<>();
            together(16, caller -> answers.add(store.begin(intent(id, 1))));
            assertThat(answers.stream().map(LeadStoreContract::done).filter(ours -> ours))
                    .hasSize(1);
        }
    }

    @Nested
    class Settling {
        @Test
        void commitsStateAttemptAndMessagesTogether() {
            String id = begun("evt-1");
            assertThat(done(store.settle(
                            delivered(id, "hubspot", 1, message("msg-1", "callback"), message("msg-2", "audit")))))
                    .isTrue();
            reopen();
            LeadRecord lead = find(id);
            assertThat(lead.lead())
                    .isEqualTo(new LeadRow(
                            id,
                            "hubspot",
                            "evt-1",
                            NOON,
                            LeadState.DELIVERED,
                            null,
                            1,
                            null,
                            "4711",
                            ANNA.name(),
                            ANNA.email(),
                            ANNA.phone(),
                            ANNA.company(),
                            null));
            assertThat(lead.attempts())
                    .containsExactly(new AttemptRow(
                            1,
                            BEGUN,
                            ENDED,
                            "{\"attempt\":1}",
                            "{\"contact\":\"77\"}",
                            "delivered",
                            200,
                            "attempt 1 ended delivered",
                            null,
                            "{\"id\":4711}"));
            assertThat(lead.messages())
                    .containsExactly(
                            new MessageRow("msg-1", "callback", "lead.delivered", ENDED, ENDED, 0, null, null, null),
                            new MessageRow("msg-2", "audit", "lead.delivered", ENDED, ENDED, 0, null, null, null));
        }

        @Test
        void commitsNothingOfAnOutcomeWhoseMessagesCannotBeKept() {
            deliveredWith("evt-1", message("msg-1", "callback"));
            String id = begun("evt-2");
            assertThat(store.settle(
                            delivered(id, "hubspot", 1, message("msg-2", "callback"), message("msg-1", "callback"))))
                    .failsWithin(ofSeconds(10));
            assertThat(find(id).lead().state()).isEqualTo(LeadState.DELIVERING);
            assertThat(find(id).attempts()).extracting(AttemptRow::outcome).containsOnlyNulls();
            assertThat(find(id).messages()).isEmpty();
        }

        @Test
        void tellsTheLeadOfACheckoutTogetherWithTheEndOfItsEvent() {
            String lead = deliveredWith("evt-1");
            String event = checkoutEvent("evt-2");
            assertThat(done(store.settle(skipped(event), checkedOut(lead, "msg-1"))))
                    .isTrue();
            reopen();
            assertThat(find(event).lead().state()).isEqualTo(LeadState.SKIPPED);
            assertThat(find(lead).lead().state()).isEqualTo(LeadState.DELIVERED);
            assertThat(find(lead).timeline())
                    .containsExactly(new TimelineRow(ENDED, "checked-out", "quote 4711", "bridge"));
            assertThat(claimMessages("callback", LATER))
                    .extracting(DueMessage::id, DueMessage::leadId, DueMessage::source)
                    .containsExactly(tuple("msg-1", lead, "hubspot"));
            assertThat(signals.lines).contains("message of callback at " + ENDED);
        }

        @Test
        void tellsTheLeadOfACheckoutOnce() {
            String lead = deliveredWith("evt-1");
            String event = checkoutEvent("evt-2");
            done(store.settle(skipped(event), checkedOut(lead, "msg-1")));
            assertThat(done(store.settle(skipped(event), checkedOut(lead, "msg-2"))))
                    .isFalse();
            assertThat(find(lead).messages()).extracting(MessageRow::id).containsExactly("msg-1");
            assertThat(find(lead).timeline()).hasSize(1);
        }

        @Test
        void keepsTheEventOfACheckoutDueWhoseMessageCannotBeKept() {
            String lead = deliveredWith("evt-1", message("msg-1", "callback"));
            String event = checkoutEvent("evt-2");
            assertThat(store.settle(skipped(event), checkedOut(lead, "msg-1"))).failsWithin(ofSeconds(10));
            assertThat(find(lead).timeline()).isEmpty();
            assertThat(find(lead).messages()).hasSize(1);
            reopen();
            assertThat(claim("salesbyte", LATER)).extracting(DueLead::id).containsExactly(event);
        }

        @Test
        void tellsNothingToALeadThatHasTheQuoteNoMore() {
            String lead = deliveredWith("evt-1");
            String event = checkoutEvent("evt-2");
            CheckedOut lost = new CheckedOut(lead, "4712", "quote 4712", List.of(message("msg-1", "callback")));
            assertThat(done(store.settle(skipped(event), lost))).isTrue();
            assertThat(find(lead).timeline()).isEmpty();
            assertThat(find(lead).messages()).isEmpty();
            assertThat(find(event).lead().state()).isEqualTo(LeadState.SKIPPED);
        }

        private String checkoutEvent(String eventId) {
            String id = accept(event("salesbyte", eventId)).leadId();
            assertThat(claim("salesbyte", NOON)).extracting(DueLead::id).contains(id);
            return id;
        }

        private Settlement skipped(String event) {
            return notCalled(event, "salesbyte", 1, LeadState.SKIPPED, null);
        }

        private CheckedOut checkedOut(String lead, String messageId) {
            return new CheckedOut(lead, "4711", "quote 4711", List.of(message(messageId, "callback")));
        }

        @Test
        void letsACommandThatFailsTakeNoOtherWithIt() {
            deliveredWith("evt-0", message("msg-1", "callback"));
            String id = begun("evt-1");
            List<CompletableFuture<List<Receipt>>> accepted = new ArrayList<>();
            IntStream.rangeClosed(2, 100)
                    .forEach(i -> accepted.add(store.accept(List.of(event("hubspot", "evt-" + i)))));
            CompletableFuture<Boolean> culprit =
                    store.settle(delivered(id, "hubspot", 1, message("msg-1", "callback")));
            IntStream.rangeClosed(101, 200)
                    .forEach(i -> accepted.add(store.accept(List.of(event("hubspot", "evt-" + i)))));
            assertThat(culprit).failsWithin(ofSeconds(10));
            assertThat(accepted).allSatisfy(receipts -> assertThat(done(receipts))
                    .extracting(Receipt::duplicate)
                    .containsExactly(false));
            assertThat(claim("hubspot", NOON).size() + claim("hubspot", NOON).size())
                    .isEqualTo(199);
        }

        @Test
        void keepsWhyALeadIsFailed() {
            String id = begun("evt-1");
            Settlement failed = new Settlement(
                    id,
                    "hubspot",
                    1,
                    true,
                    BEGUN,
                    ENDED,
                    LeadState.FAILED,
                    null,
                    null,
                    Customer.NOBODY,
                    "rejected",
                    422,
                    "email is taken",
                    "{\"reason\":\"rejected\"}",
                    null,
                    null,
                    List.of());
            assertThat(done(store.settle(failed))).isTrue();
            assertThat(find(id).lead().state()).isEqualTo(LeadState.FAILED);
            assertThat(find(id).lead().reason()).isEqualTo("rejected");
            AttemptRow attempt = find(id).attempts().get(0);
            assertThat(attempt.status()).isEqualTo(422);
            assertThat(attempt.detail()).isEqualTo("email is taken");
            assertThat(attempt.failure()).isEqualTo("{\"reason\":\"rejected\"}");
            assertThat(attempt.answer()).isNull();
        }

        @Test
        void changesNothingWithASecondOutcome() {
            String id = deliveredWith("evt-1");
            LeadRecord before = find(id);
            Settlement second = notCalled(id, "hubspot", 1, LeadState.FAILED, null);
            assertThat(done(store.settle(second))).isFalse();
            assertThat(done(store.settle(retrying(id, "hubspot", 1, LATER)))).isFalse();
            assertUnchanged(id, before);
        }

        @Test
        void changesNothingWithAnOutcomeOfAnEarlierAttempt() {
            String id = begun("evt-1");
            done(store.settle(retrying(id, "hubspot", 1, LATER)));
            assertThat(claim("hubspot", LATER)).hasSize(1);
            done(store.begin(intent(id, 2)));
            LeadRecord before = find(id);
            assertThat(done(store.settle(delivered(id, "hubspot", 1, message("msg-1", "callback")))))
                    .isFalse();
            assertUnchanged(id, before);
            assertThat(done(store.settle(delivered(id, "hubspot", 2)))).isTrue();
        }

        @Test
        void makesARetryDueAtItsTimeWithItsAttemptsCounted() {
            String id = begun("evt-1");
            assertThat(done(store.settle(retrying(id, "hubspot", 1, LATER)))).isTrue();
            assertThat(find(id).lead().state()).isEqualTo(LeadState.RETRYING);
            assertThat(find(id).lead().nextAt()).isEqualTo(LATER);
            assertThat(claim("hubspot", LATER.minusMillis(1))).isEmpty();
            assertThat(claim("hubspot", LATER)).singleElement().satisfies(due -> assertThat(due.attempts())
                    .isEqualTo(1));
            assertThat(done(store.begin(intent(id, 2)))).isTrue();
            assertThat(done(store.settle(delivered(id, "hubspot", 2)))).isTrue();
            assertThat(find(id).attempts())
                    .extracting(AttemptRow::number, AttemptRow::outcome, AttemptRow::status)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1, "retrying", 503),
                            org.assertj.core.groups.Tuple.tuple(2, "delivered", 200));
        }

        @Test
        void keepsARetryAcrossReopening() {
            String id = begun("evt-1");
            done(store.settle(retrying(id, "hubspot", 1, LATER)));
            reopen();
            assertThat(done(store.claim("hubspot", NOON, 10))).isEqualTo(new DueBatch<>(List.of(), LATER));
            assertThat(claim("hubspot", LATER)).extracting(DueLead::id).containsExactly(id);
        }

        @Test
        void writesTheAttemptOfALeadThatWasNotCalled() {
            String id = accept(event("hubspot", "evt-1")).leadId();
            claim("hubspot", NOON);
            assertThat(done(store.settle(notCalled(id, "hubspot", 1, LeadState.FAILED, null))))
                    .isTrue();
            assertThat(find(id).lead().state()).isEqualTo(LeadState.FAILED);
            assertThat(find(id).lead().attempts()).isEqualTo(1);
            assertThat(find(id).attempts())
                    .containsExactly(new AttemptRow(
                            1,
                            BEGUN,
                            ENDED,
                            null,
                            null,
                            "failed",
                            503,
                            "attempt 1 ended failed",
                            "{\"reason\":\"rejected\"}",
                            null));
            assertThat(claim("hubspot", LATER)).isEmpty();
        }

        @Test
        void makesALeadThatWasNotCalledDueAgain() {
            String id = accept(event("hubspot", "evt-1")).leadId();
            claim("hubspot", NOON);
            done(store.settle(notCalled(id, "hubspot", 1, LeadState.RETRYING, LATER)));
            assertThat(claim("hubspot", LATER)).singleElement().satisfies(due -> assertThat(due.attempts())
                    .isEqualTo(1));
            assertThat(done(store.begin(intent(id, 2)))).isTrue();
        }

        /** The commit of an intent may fail for its caller and be on disk all the same. */
        @Test
        void settlesAnIntentThatItsCallerTakesForFailed() {
            String id = begun("evt-1");
            assertThat(done(store.settle(notCalled(id, "hubspot", 1, LeadState.RETRYING, LATER))))
                    .isTrue();
            assertThat(find(id).lead().state()).isEqualTo(LeadState.RETRYING);
            assertThat(find(id).attempts()).singleElement().satisfies(attempt -> {
                assertThat(attempt.request()).isEqualTo("{\"attempt\":1}");
                assertThat(attempt.outcome()).isEqualTo("retrying");
            });
            assertThat(claim("hubspot", LATER)).hasSize(1);
        }

        private void assertUnchanged(String id, LeadRecord before) {
            assertThat(find(id)).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Nested
    class Recovering {
        @Test
        void findsExactlyTheLeadsWithAnIntentAndNoOutcome() {
            String first = begun("first");
            String retried = begun("retried");
            done(store.settle(retrying(retried, "hubspot", 1, NOON)));
            claim("hubspot", NOON);
            done(store.begin(intent(retried, 2)));
            deliveredWith("delivered");
            done(store.settle(notCalled(begun("waiting"), "hubspot", 1, LeadState.RETRYING, LATER)));
            accept(event("hubspot", "claimed"));
            claim("hubspot", NOON);
            accept(event("hubspot", "untouched"));
            reopen();
            assertThat(done(store.inDoubt()))
                    .containsExactly(
                            new InDoubt(
                                    first, "hubspot", "first", NOON, 1, 0, BEGUN, false, ANNA, "{\"contact\":\"77\"}"),
                            new InDoubt(
                                    retried,
                                    "hubspot",
                                    "retried",
                                    NOON,
                                    2,
                                    0,
                                    BEGUN,
                                    false,
                                    ANNA,
                                    "{\"contact\":\"77\"}"));
        }

        @Test
        void neverAssignsALeadInDoubt() {
            begun("evt-1");
            reopen();
            assertThat(done(store.claim("hubspot", LATER, 10))).isEqualTo(new DueBatch<>(List.of(), null));
        }

        @Test
        void settlesALeadInDoubt() {
            String id = begun("evt-1");
            reopen();
            assertThat(done(store.settle(delivered(id, "hubspot", 1)))).isTrue();
            assertThat(done(store.inDoubt())).isEmpty();
            assertThat(find(id).lead().state()).isEqualTo(LeadState.DELIVERED);
        }
    }

    @Nested
    class Outbox {
        @Test
        void givesAMessageWithItsLead() {
            String id = deliveredWith("evt-1", message("msg-1", "callback"));
            assertThat(claimMessages("callback", LATER))
                    .containsExactly(new DueMessage(
                            "msg-1", id, "hubspot", "callback", "lead.delivered", "{\"message\":\"msg-1\"}", ENDED, 0));
            assertThat(claimMessages("callback", LATER)).isEmpty();
            assertThat(claimMessages("audit", LATER)).isEmpty();
        }

        @Test
        void assignsAReleasedMessageAgain() {
            deliveredWith("evt-1", message("msg-1", "callback"));
            done(store.outboxes().release(claimMessages("callback", LATER)));
            assertThat(claimMessages("callback", LATER)).hasSize(1);
        }

        @Test
        void assignsNoMoreOfAReceiverThanItsBound() {
            List<String> sources = List.of("hubspot", "hubspot", "hubspot", "form", "typeform");
            for (int i = 0; i < sources.size(); i++) {
                NewMessage message = new NewMessage("msg-" + i, "callback", "system.test", "{}");
                done(store.outboxes().announce(message, sources.get(i), NOON));
            }
            ReceiverBound two = new ReceiverBound(2, (outbox, source) -> source.equals("typeform") ? "b" : "a");
            List<DueMessage> first =
                    done(store.outboxes().claim("callback", NOON, 4, two)).items();
            assertThat(first).extracting(DueMessage::source).containsExactly("hubspot", "hubspot", "typeform");
            assertThat(done(store.outboxes().claim("callback", NOON, 2, two)).items())
                    .isEmpty();

            done(store.outboxes()
                    .settle(new MessageOutcome(first.get(0).id(), "callback", false, NOON, LATER, "answered 500")));
            assertThat(signals.lines).last().isEqualTo("message of callback at " + NOON);
            assertThat(done(store.outboxes().claim("callback", NOON, 2, two)).items())
                    .extracting(DueMessage::source)
                    .containsExactly("hubspot");
        }

        @Test
        void givesAReceiverWhatNobodyElseWantsAndKeepsRoomForAnother() {
            for (int i = 0; i < 10; i++) {
                done(store.outboxes()
                        .announce(new NewMessage("msg-" + i, "callback", "system.test", "{}"), "hubspot", NOON));
            }
            ReceiverBound two = new ReceiverBound(2, (outbox, source) -> source);
            assertThat(done(store.outboxes().claim("callback", NOON, 8, two)).items())
                    .hasSize(6);
            done(store.outboxes().announce(new NewMessage("msg-b", "callback", "system.test", "{}"), "typeform", NOON));
            assertThat(done(store.outboxes().claim("callback", NOON, 2, two)).items())
                    .extracting(DueMessage::source)
                    .containsExactly("typeform");
        }

        @Test
        void holdsBackTheSecondMessageOfALeadUntilTheFirstIsSent() {
            deliveredWith("evt-1", message("msg-1", "callback"), message("msg-2", "callback"));
            assertThat(ids(claimMessages("callback", LATER))).containsExactly("msg-1");
            assertThat(claimMessages("callback", LATER)).isEmpty();
            assertThat(done(store.outboxes().settle(sent("msg-1")))).isTrue();
            assertThat(ids(claimMessages("callback", LATER))).containsExactly("msg-2");
        }

        @Test
        void letsOtherLeadsAndOutboxesPassAFailingMessage() {
            deliveredWith(
                    "evt-1", message("msg-1", "callback"), message("msg-2", "callback"), message("msg-3", "audit"));
            deliveredWith("evt-2", message("msg-4", "callback"));
            assertThat(ids(claimMessages("callback", LATER))).containsExactlyInAnyOrder("msg-1", "msg-4");
            done(store.outboxes().settle(again("msg-1", LATER.plusSeconds(30))));
            DueBatch<DueMessage> meanwhile = done(store.outboxes().claim("callback", LATER.plusSeconds(29), 10));
            assertThat(meanwhile).isEqualTo(new DueBatch<>(List.of(), LATER.plusSeconds(30)));
            assertThat(ids(claimMessages("audit", LATER))).containsExactly("msg-3");
            assertThat(claimMessages("callback", LATER.plusSeconds(30)))
                    .singleElement()
                    .satisfies(due -> {
                        assertThat(due.id()).isEqualTo("msg-1");
                        assertThat(due.attempts()).isEqualTo(1);
                    });
        }

        @Test
        void letsTheNextMessagePassAParkedOne() {
            String id = deliveredWith("evt-1", message("msg-1", "callback"), message("msg-2", "callback"));
            claimMessages("callback", LATER);
            assertThat(done(store.outboxes().settle(parked("msg-1")))).isTrue();
            assertThat(ids(claimMessages("callback", LATER))).containsExactly("msg-2");
            assertThat(find(id).messages().get(0))
                    .isEqualTo(new MessageRow(
                            "msg-1",
                            "callback",
                            "lead.delivered",
                            ENDED,
                            null,
                            1,
                            null,
                            LATER,
                            "receiver answered 410"));
        }

        @Test
        void neverAssignsASentMessageAgain() {
            String id = deliveredWith("evt-1", message("msg-1", "callback"));
            claimMessages("callback", LATER);
            done(store.outboxes().settle(sent("msg-1")));
            assertThat(done(store.outboxes().settle(again("msg-1", LATER)))).isFalse();
            assertThat(claimMessages("callback", LATER)).isEmpty();
            reopen();
            assertThat(claimMessages("callback", LATER)).isEmpty();
            assertThat(find(id).messages())
                    .containsExactly(
                            new MessageRow("msg-1", "callback", "lead.delivered", ENDED, null, 1, LATER, null, null));
        }

        @Test
        void keepsWhatWaitsAcrossReopening() {
            deliveredWith("evt-1", message("msg-1", "callback"), message("msg-2", "callback"));
            claimMessages("callback", LATER);
            done(store.outboxes().settle(again("msg-1", LATER.plusSeconds(30))));
            reopen();
            assertThat(claimMessages("callback", LATER)).isEmpty();
            assertThat(ids(claimMessages("callback", LATER.plusSeconds(30)))).containsExactly("msg-1");
        }

        @Test
        void assignsNoMoreThanTheLimitAndSaysThatThereMayBeMore() {
            IntStream.rangeClosed(1, 3).forEach(i -> deliveredWith("evt-" + i, message("msg-" + i, "callback")));
            DueBatch<DueMessage> first = done(store.outboxes().claim("callback", LATER, 2));
            assertThat(first.items()).hasSize(2);
            assertThat(first.next()).isBeforeOrEqualTo(LATER);
            assertThat(done(store.outboxes().claim("callback", LATER, 2)).items())
                    .hasSize(1);
        }

        private List<String> ids(List<DueMessage> messages) {
            return messages.stream().map(DueMessage::id).toList();
        }
    }

    @Nested
    class Signalling {
        @Test
        void tellsOfANewLeadAndNotOfADuplicate() {
            accept(event("hubspot", "evt-1"));
            accept(event("hubspot", "evt-1"));
            assertThat(signals.lines).containsExactly("lead of hubspot at " + NOON);
        }

        @Test
        void tellsOfARetryAndOfMessages() {
            String id = begun("evt-1");
            signals.lines.clear();
            done(store.settle(retrying(id, "hubspot", 1, LATER)));
            assertThat(signals.lines).containsExactly("lead of hubspot at " + LATER);
            claim("hubspot", LATER);
            done(store.begin(intent(id, 2)));
            done(store.settle(delivered(id, "hubspot", 2, message("msg-1", "callback"))));
            assertThat(signals.lines).last().isEqualTo("message of callback at " + ENDED);
        }

        @Test
        void letsOthersGoAfterEachOutcomeOfAMessage() {
            deliveredWith("evt-1", message("msg-1", "callback"), message("msg-2", "callback"));
            claimMessages("callback", LATER);
            signals.lines.clear();
            done(store.outboxes().settle(again("msg-1", LATER.plusSeconds(30))));
            assertThat(signals.lines).containsExactly("message of callback at " + LATER);
            claimMessages("callback", LATER.plusSeconds(30));
            done(store.outboxes().settle(sent("msg-1")));
            assertThat(signals.lines).last().isEqualTo("message of callback at " + LATER);
        }

        @Test
        void tellsNothingOfAnOutcomeThatCameTooLate() {
            String id = deliveredWith("evt-1");
            signals.lines.clear();
            done(store.settle(retrying(id, "hubspot", 1, LATER)));
            assertThat(signals.lines).isEmpty();
        }

        /** Reads on another connection, which sees only what is committed. */
        @Test
        void tellsAfterTheCommit() {
            List<LeadState> seen = new ArrayList<>();
            store.close();
            store = open(new StoreSignals() {
                @Override
                public void leadDue(String source, Instant at) {
                    seen.add(store.queries().list(all()).get(0).state());
                }

                @Override
                public void messageDue(String outbox, Instant at) {
                    LeadRow lead = store.queries().list(all()).get(0);
                    assertThat(find(lead.id()).messages()).hasSize(1);
                    seen.add(lead.state());
                }
            });
            String retried = begun("evt-1");
            done(store.settle(retrying(retried, "hubspot", 1, NOON)));
            claim("hubspot", NOON);
            done(store.begin(intent(retried, 2)));
            done(store.settle(delivered(retried, "hubspot", 2, message("msg-1", "callback"))));
            assertThat(seen).containsExactly(LeadState.ACCEPTED, LeadState.RETRYING, LeadState.DELIVERED);
        }

        @Test
        void losesNothingWhenWhoIsToldFails() {
            store.close();
            store = open(new StoreSignals() {
                @Override
                public void leadDue(String source, Instant at) {
                    throw new IllegalStateException("told too late");
                }

                @Override
                public void messageDue(String outbox, Instant at) {
                    throw new IllegalStateException("told too late");
                }
            });
            Receipt receipt = accept(event("hubspot", "evt-1"));
            assertThat(receipt.duplicate()).isFalse();
            assertThat(claim("hubspot", NOON)).hasSize(1);
            done(store.begin(intent(receipt.leadId(), 1)));
            NewMessage message = message("msg-1", "callback");
            assertThat(done(store.settle(delivered(receipt.leadId(), "hubspot", 1, message))))
                    .isTrue();
        }
    }

    @Nested
    class Querying {
        @Test
        void listsNewestFirst() {
            List<String> ids = accepted(5);
            assertThat(listed(all())).containsExactlyElementsOf(reversed(ids));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 10, 11})
        void pagesWithoutGapOrRepetition(int limit) {
            List<String> ids = accepted(10);
            List<String> paged = new ArrayList<>();
            List<String> page = listed(page(null, limit));
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                paged.addAll(page);
                assertThat(paged).doesNotHaveDuplicates();
                accept(event("hubspot", "meanwhile-" + paged.size(), LATER));
                page = listed(page(paged.get(paged.size() - 1), limit));
            }
            assertThat(paged).containsExactlyElementsOf(reversed(ids));
        }

        @Test
        void filtersByStateSourceAndBoth() {
            String delivered = deliveredWith("evt-1");
            String waiting = accept(event("hubspot", "evt-2")).leadId();
            String other = accept(event("typeform", "evt-3")).leadId();
            assertThat(listed(new LeadFilter(LeadState.ACCEPTED, null, null, null, null, null, 100)))
                    .containsExactly(other, waiting);
            assertThat(listed(new LeadFilter(null, "hubspot", null, null, null, null, 100)))
                    .containsExactly(waiting, delivered);
            assertThat(listed(new LeadFilter(LeadState.ACCEPTED, "hubspot", null, null, null, null, 100)))
                    .containsExactly(waiting);
            assertThat(listed(new LeadFilter(LeadState.UNKNOWN, null, null, null, null, null, 100)))
                    .isEmpty();
        }

        @Test
        void filtersByTimeOfReceiptFromInclusiveToExclusive() {
            List<String> ids = accepted(4);
            Instant second = NOON.plusSeconds(2);
            Instant fourth = NOON.plusSeconds(4);
            assertThat(listed(new LeadFilter(null, null, null, second, fourth, null, 100)))
                    .containsExactly(ids.get(2), ids.get(1));
            assertThat(listed(new LeadFilter(null, null, null, null, second, null, 100)))
                    .containsExactly(ids.get(0));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Anna Berg", "nna b", "ANNA@example", "0123456", "erg A"})
        void findsTextAnywhereInNameEmailPhoneAndCompany(String text) {
            accept(event("hubspot", "evt-0"));
            String id = known("evt-1", new Customer("Anna Berg", "anna@example.se", "+46701234567", "Berg AB"));
            known("evt-2", new Customer("Bo Ek", "bo@example.se", "+46709999999", "Ek HB"));
            assertThat(listed(text(text))).containsExactly(id);
        }

        @ParameterizedTest
        @ValueSource(strings = {"100%", "a_b", "c\\d", "o'n", ":n", "e!f"})
        void takesWildcardsAndQuotesLiterally(String text) {
            String id = known("evt-1", new Customer("100% a_b c\\d o'n :n e!f", null, null, null));
            known("evt-2", new Customer("100 percent acb cd on n ef e!!f", null, null, null));
            assertThat(listed(text(text))).containsExactly(id);
        }

        @Test
        void findsIdsWhenTheyAreWhole() {
            String id = deliveredWith("evt-1");
            accept(event("hubspot", "evt-12"));
            assertThat(listed(text(id))).containsExactly(id);
            assertThat(listed(text(id.toLowerCase(java.util.Locale.ROOT)))).containsExactly(id);
            assertThat(listed(text("evt-1"))).containsExactly(id);
            assertThat(listed(text("4711"))).containsExactly(id);
            assertThat(listed(text("471"))).isEmpty();
        }

        @Test
        void findsNoLeadOfAnotherId() {
            assertThat(store.queries().find("01HZZZZZZZZZZZZZZZZZZZZZZZ")).isEmpty();
        }

        @Test
        void remembersSourcesForGood() {
            assertThat(done(store.remember("typeform", NOON))).isTrue();
            assertThat(done(store.remember("hubspot", NOON))).isTrue();
            assertThat(done(store.remember("typeform", LATER))).isFalse();
            reopen();
            assertThat(store.queries().sources()).containsExactly("hubspot", "typeform");
        }

        /** A second apart each, oldest first. */
        private List<String> accepted(int count) {
            return IntStream.rangeClosed(1, count)
                    .mapToObj(i -> accept(event("hubspot", "evt-" + i, NOON.plusSeconds(i))))
                    .map(Receipt::leadId)
                    .toList();
        }

        private String known(String eventId, Customer customer) {
            String id = accept(event("hubspot", eventId)).leadId();
            claim("hubspot", NOON);
            assertThat(done(store.begin(new Intent(id, 1, NOON, customer, "{}", null, null, false))))
                    .isTrue();
            return id;
        }

        private List<String> listed(LeadFilter filter) {
            return store.queries().list(filter).stream().map(LeadRow::id).toList();
        }

        private List<String> reversed(List<String> ids) {
            return Stream.iterate(ids.size() - 1, i -> i >= 0, i -> i - 1)
                    .map(ids::get)
                    .toList();
        }
    }

    @Nested
    class Closing {
        @Test
        void commitsWhatIsQueued() {
            List<CompletableFuture<List<Receipt>>> answers = IntStream.range(0, 1000)
                    .mapToObj(i -> store.accept(List.of(event("hubspot", "evt-" + i))))
                    .toList();
            reopen();
            assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
            assertThat(done(store.claim("hubspot", NOON, 2000)).items()).hasSize(1000);
        }

        @Test
        void refusesLaterCalls() {
            String id = begun("evt-1");
            store.close();
            assertThatThrownBy(() ->
                            store.accept(List.of(event("hubspot", "evt-2"))).join())
                    .hasCauseInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> store.settle(delivered(id, "hubspot", 1)).join())
                    .hasCauseInstanceOf(StoreUnavailableException.class);
        }

        @Test
        void answersEveryCallMadeMeanwhile() throws InterruptedException {
            for (int round = 0; round < 20; round++) {
                List<Thread> callers = IntStream.range(0, 8)
                        .mapToObj(caller -> new Thread(() -> callUntilRefused(caller % 2 == 0)))
                        .toList();
                callers.forEach(Thread::start);
                reopen();
                for (Thread caller : callers) {
                    caller.join(5_000);
                    assertThat(caller.isAlive()).as("a caller still waits").isFalse();
                }
            }
        }

        private void callUntilRefused(boolean insisting) {
            LeadStore closing = store;
            CompletableFuture<?> last;
            do {
                last = insisting ? closing.release(List.of()) : closing.remember("hubspot", NOON);
                last.handle((ours, fault) -> fault).join();
            } while (!last.isCompletedExceptionally());
        }
    }

    /** Runs it on that many threads at once and returns when all have ended. */
    static void together(int callers, java.util.function.IntConsumer work) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, callers)
                .mapToObj(caller -> new Thread(() -> {
                    try {
                        start.await();
                        work.accept(caller);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
