package se.salesbyte.bridge.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static se.salesbyte.bridge.testing.Events.NOON;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.DueMessage;
import se.salesbyte.bridge.store.LeadFilter;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewLead;
import se.salesbyte.bridge.store.NewMessage;
import se.salesbyte.bridge.store.StoreSignals;
import se.salesbyte.bridge.testing.SettableClock;

/** A store on disk at noon, with a plan of two retries and announcements that name their outbox and state. */
final class StoredLeads implements AutoCloseable {
    static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    static final Duration SECOND_WAIT = Duration.ofSeconds(30);
    private static final StoreSignals NOBODY = new StoreSignals() {
        @Override
        public void leadDue(String source, Instant at) {}

        @Override
        public void messageDue(String outbox, Instant at) {}
    };

    final SettableClock clock = new SettableClock(NOON);
    final RetrySchedule schedule = new RetrySchedule(List.of(FIRST_WAIT, SECOND_WAIT), 0, RandomGenerator.getDefault());
    final PlanSettlement plan = new PlanSettlement(schedule, this::announce, new SimpleMeterRegistry());
    private final AtomicInteger messages = new AtomicInteger();
    private final Path file;
    private final StoreSignals signals;
    LeadStore store;

    StoredLeads(Path folder) {
        this(folder, NOBODY);
    }

    StoredLeads(Path folder, StoreSignals signals) {
        this.file = folder.resolve("bridge.db");
        this.signals = signals;
        this.store = LeadStore.sqlite(file, signals);
    }

    /** As if the process had ended and started again. */
    void reopen() {
        store.close();
        store = LeadStore.sqlite(file, signals);
    }

    @Override
    public void close() {
        store.close();
    }

    String accept(NewLead event) {
        return done(store.accept(List.of(event))).get(0).leadId();
    }

    List<DueLead> claim(String source) {
        return done(store.claim(source, clock.instant(), 100)).items();
    }

    List<DueMessage> claimMessages(String outbox) {
        return done(store.outboxes().claim(outbox, clock.instant(), 100)).items();
    }

    LeadRecord find(String id) {
        return store.queries().find(id).orElseThrow();
    }

    /** How many leads are in that state. */
    int count(LeadState state) {
        LeadFilter filter = new LeadFilter(state, null, null, null, null, null, 1000);
        return store.queries().list(filter).size();
    }

    Attempt attempt(DueLead lead) {
        return new Attempt(lead, store, plan, CallWatch.NONE, clock);
    }

    static <T> T done(CompletableFuture<T> future) {
        try {
            return future.get(10, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("it was not done", e);
        }
    }

    static CreatedQuote quote() {
        return new CreatedQuote(4711, Map.of("self", "https://example.se/quotes/4711"));
    }

    static Failure rejected() {
        return new Failure(FailureReason.REJECTED, 422, "email is taken", Map.of("email", List.of("is taken")));
    }

    private List<NewMessage> announce(String outbox, LeadFacts lead, Outcome outcome, Instant at) {
        if (outbox.equals("nobody")) {
            return List.of();
        }
        if (outbox.equals("broken")) {
            throw new IllegalStateException("cannot be written");
        }
        String id = outbox.equals("clash") ? "msg-clash" : "msg-" + messages.incrementAndGet();
        String payload = lead.reference() + " after " + lead.attempts() + " at " + at;
        return List.of(new NewMessage(id, outbox, "lead." + outcome.state().word(), payload));
    }
}
