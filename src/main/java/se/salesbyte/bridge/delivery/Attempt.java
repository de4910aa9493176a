package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.Begun;
import se.salesbyte.bridge.store.CheckedOut;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.Intent;
import se.salesbyte.bridge.store.LeadRun;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.Settlement;
import se.salesbyte.bridge.store.StoreUnavailableException;
import se.salesbyte.bridge.trace.Traces;

/**
 * One try to deliver a lead, in the hands of one run of its route: mapped, called, settled, finished.
 *
 * <p>At most one call leaves in an attempt, and only after its intent is on disk. The first outcome wins. Safe for
 * concurrent use, since a route may fork.
 */
public final class Attempt implements LeadInHand, OneCall {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final DueLead lead;
    private final LeadStore store;
    private final PlanSettlement plan;
    private final CallWatch watch;
    private final Clock clock;
    private final Instant startedAt;
    private final List<String> outboxes = new ArrayList<>();
    private final CompletableFuture<Boolean> committed = new CompletableFuture<>();
    private Customer customer = Customer.NOBODY;
    private Map<String, Object> reference = Map.of();
    private Map<String, Object> request = Map.of();
    private boolean calling;
    private boolean called;
    private volatile long asked; // for the intent, by the clock of System.nanoTime
    private volatile Instant askedAt; // the same on the wall: a machine that is suspended stops the other one
    private int call;
    private boolean sent;
    private long sentNanos;
    private long answeredNanos;
    private boolean answered;
    private boolean notOurs;
    private boolean held;
    private @Nullable QuoteTarget target;
    private @Nullable Outcome outcome;

    public Attempt(DueLead lead, LeadStore store, PlanSettlement plan, CallWatch watch, Clock clock) {
        this.lead = lead;
        this.store = store;
        this.plan = plan;
        this.watch = watch;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.askedAt = startedAt;
    }

    @Override
    public String getLeadId() {
        return lead.id();
    }

    @Override
    public String getSource() {
        return lead.source();
    }

    /** Counted from 1, through all runs. */
    @Override
    public int getNumber() {
        return lead.attempts() + 1;
    }

    @Override
    public boolean isRestored() {
        return lead.restored();
    }

    /** Which of the lead's runs it belongs to, and what a person changed for it. */
    public LeadRun getRun() {
        return lead.run();
    }

    /** What is known of the lead when this attempt ends. */
    synchronized LeadFacts facts() {
        return LeadFacts.of(lead, customer, reference);
    }

    /** Whether the call's first byte may have left: if so, no answer means that nobody knows. */
    @Override
    public synchronized boolean isRequestSent() {
        return sent;
    }

    /** Whether SalesByte has begun to answer the call: then it is known, and never made again, whatever follows. */
    @Override
    public synchronized boolean isAnswered() {
        return answered;
    }

    /** Whether its intent was put on disk: then the call counts as made. */
    public synchronized boolean isCalled() {
        return called;
    }

    /** Whether the intent is on disk and no outcome is stated: what leaves now is the call. */
    @Override
    public synchronized boolean isCallOpen() {
        return called && outcome == null;
    }

    /**
     * Says what the lead is about, once it is mapped.
     *
     * @param reference the sender's own record ids; empty if none
     * @param request as it will be sent, secrets masked
     */
    @Override
    public synchronized void mapped(Customer customer, Map<String, Object> reference, Map<String, Object> request) {
        this.customer = customer;
        this.reference = reference;
        this.request = request;
    }

    /** Says where it goes, once it is mapped. */
    @Override
    public synchronized void goesTo(QuoteTarget where) {
        this.target = where;
    }

    /**
     * Puts the intent on disk and returns once it is there, unless the lead is kept back. The caller's thread waits for
     * the commit.
     *
     * @return false if the lead is held: nothing may be sent, and its route is over
     * @throws CallRefusedException if nothing may be sent: the lead is no longer ours, or was called already
     * @throws StoreUnavailableException if the intent could not be written
     */
    @Override
    public boolean call() {
        Intent intent = intent();
        if (isHeldByPause()) {
            return false;
        }
        Begun begun;
        asked = System.nanoTime();
        askedAt = clock.instant();
        try {
            begun = store.begin(intent, watch.duplicatesSince()).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        synchronized (this) {
            called = begun == Begun.OURS;
            call = watch.calling();
            notOurs = begun == Begun.NOT_OURS;
            held = begun == Begun.POSSIBLE_DUPLICATE;
        }
        if (begun == Begun.POSSIBLE_DUPLICATE) {
            committed.complete(true);
        }
        if (begun == Begun.NOT_OURS) {
            throw new CallRefusedException("lead " + lead.id() + " is no longer in this attempt's hands");
        }
        return begun == Begun.OURS;
    }

    private synchronized boolean isHeldByPause() {
        QuoteTarget where = target;
        held = where != null && watch.isPaused(where);
        if (held && where != null) {
            new PauseLead(lead, store, watch, clock)
                    .at(where, customer)
                    .whenComplete((ours, fault) -> committed.complete(Boolean.TRUE.equals(ours)));
        }
        return held;
    }

    /**
     * Told by the HTTP client right before the head of the request to SalesByte leaves.
     *
     * @throws CallRefusedException if it must not: there is no intent, a call has left in this attempt, or it is over
     */
    @Override
    public synchronized void sending() {
        if (!called) {
            throw new CallRefusedException("lead " + lead.id() + ": lead:call must stand before the request");
        }
        if (outcome != null) {
            throw new CallRefusedException("lead " + lead.id() + ": the attempt has its outcome; call before it");
        }
        if (lead.restored()) {
            throw new CallRefusedException(
                    "lead " + lead.id() + " came back with a backup, and may have been sent since that was made");
        }
        if (store.lease().filter(this::isOver).isPresent()) {
            throw new CallRefusedException("lead " + lead.id()
                    + ": its intent is older than bridge.replica.lease, and others may have taken it in hand");
        }
        if (sent) {
            throw new CallRefusedException("lead " + lead.id() + ": one attempt makes one call; use lead:retry");
        }
        sent = true;
        sentNanos = System.nanoTime();
    }

    private boolean isOver(Duration lease) {
        return System.nanoTime() - asked >= lease.toNanos() || !clock.instant().isBefore(askedAt.plus(lease));
    }

    /** Told by the HTTP client when the head of the answer has come. */
    @Override
    public synchronized void answered() {
        answered = true;
        answeredNanos = System.nanoTime();
    }

    /** Adds a message to what the outcome will commit. */
    @Override
    public synchronized void putTo(String outbox) {
        if (outcome != null) {
            LOG.error(
                    "The message was not queued: outbox: must stand before the outcome. lead={} outbox={}",
                    lead.id(),
                    outbox);
            return;
        }
        outboxes.add(outbox);
    }

    /**
     * States the outcome and submits it; does not wait for the commit. The first one wins, and none is taken of an
     * attempt whose call was refused because the lead is no longer ours: it would be another's.
     */
    @Override
    public void settle(Outcome stated) {
        settle(stated, null);
    }

    /**
     * As the other, and with it what another lead has of it.
     *
     * @param checkout null if nothing
     */
    synchronized void settle(Outcome stated, @Nullable CheckedOut checkout) {
        if (notOurs || held) {
            LOG.warn(
                    "The lead is held or no longer this attempt's, its outcome is left out. lead={} outcome={}",
                    lead.id(),
                    stated.state().word());
            return;
        }
        if (outcome != null) {
            LOG.error(
                    "The route states a second outcome, which changes nothing: mend the route. lead={} source={}"
                            + " first={} second={}",
                    lead.id(),
                    lead.source(),
                    outcome.state().word(),
                    stated.state().word());
            return;
        }
        Instant endedAt = Collections.max(List.of(clock.instant(), startedAt)); // a clock may be set back
        Settlement settlement = plan.plan(facts(), called, startedAt, endedAt, stated, outboxes);
        outcome = stated;
        measure(stated, endedAt);
        CompletableFuture<Boolean> settled =
                checkout == null ? store.settle(settlement) : store.settle(settlement, checkout);
        settled.whenComplete((ours, fault) -> {
            if (fault == null || fault instanceof StoreUnavailableException) {
                onCommitted(ours, fault);
            } else {
                settleBarely(stated, endedAt, fault);
            }
        });
        if (called && !lead.restored()) {
            tellWatch(stated);
        }
    }

    private void measure(Outcome stated, Instant endedAt) {
        long now = System.nanoTime();
        Duration took = Duration.ofNanos((answered ? answeredNanos : now) - sentNanos);
        if (sent) {
            plan.metrics().called(stated.status(), took);
        }
        plan.metrics()
                .traces()
                .attempted(new Traces.Attempted(
                        lead.id(),
                        lead.source(),
                        getNumber(),
                        startedAt,
                        endedAt,
                        stated.state().word(),
                        stated.status(),
                        sent ? new Traces.Call(Duration.ofNanos(now - sentNanos), took) : null));
    }

    private void tellWatch(Outcome stated) {
        try {
            watch.ended(call, target, stated);
        } catch (Throwable e) { // the outcome is kept all the same
            LOG.error("A call's end was not counted for the circuit breaker and pauses. lead={}", lead.id(), e);
        }
    }

    /** What cannot be kept whole is kept without its parts: a lead must not be in nobody's hands until a restart. */
    private synchronized void settleBarely(Outcome stated, Instant endedAt, Throwable fault) {
        LOG.error(
                "An outcome could not be kept, only that there was one. lead={} outcome={} status={} quote={} fault={}",
                lead.id(),
                stated.state().word(),
                stated.status(),
                stated.quote() == null ? null : stated.quote().id(),
                fault.toString());
        String detail = "its outcome (" + stated.state().word() + ") could not be kept: see the log of the bridge";
        Outcome bare = called
                ? Outcome.unknown(new Failure(FailureReason.UNKNOWN_OUTCOME, stated.status(), detail, Map.of()))
                : Outcome.retry(null, detail, null);
        store.settle(plan.plan(
                        LeadFacts.of(lead, Customer.NOBODY, Map.of()), called, startedAt, endedAt, bare, List.of()))
                .whenComplete(this::onCommitted);
    }

    /**
     * The route has ended.
     *
     * @param otherwise the outcome if none was stated
     * @return completes when the lead is out of this attempt's hands, whatever happened
     */
    public synchronized CompletableFuture<Boolean> finish(Outcome otherwise) {
        if (outcome != null || held) {
            return committed;
        }
        if (notOurs) {
            store.release(List.of(lead)).whenComplete(this::onCommitted);
        } else {
            if (otherwise.needsAttention()) {
                List<String> told = PlanSettlement.forAPerson(outboxes);
                outboxes.clear();
                outboxes.addAll(told);
            }
            settle(otherwise);
        }
        return committed;
    }

    /**
     * Gives the lead back as if it had never been taken, for another attempt of the same number.
     *
     * @return completes when it is back; empty if it is too late for that: something was called, or stated
     */
    public synchronized Optional<CompletableFuture<Boolean>> giveBack() {
        if (calling || outcome != null || held || notOurs) {
            return Optional.empty();
        }
        notOurs = true;
        store.release(List.of(lead)).whenComplete(this::onCommitted);
        return Optional.of(committed);
    }

    private synchronized Intent intent() {
        if (notOurs) { // a route may have forked
            throw new CallRefusedException("lead " + lead.id() + " is no longer in this attempt's hands");
        }
        if (calling) {
            throw new CallRefusedException("lead " + lead.id() + ": lead:call stands twice in the route");
        }
        if (outcome != null) {
            throw new CallRefusedException("lead " + lead.id() + ": lead:call must stand before the outcome");
        }
        String json = PlanSettlement.json(request);
        if (json == null) {
            throw new CallRefusedException(
                    "lead " + lead.id() + ": transformDataType salesbyte:create-lead must stand before lead:call");
        }
        Intent intent = new Intent(
                lead.id(),
                getNumber(),
                clock.instant(), // a route may do much before it calls
                customer,
                json,
                PlanSettlement.json(reference),
                target == null ? null : target.fingerprint(),
                lead.run().insisted());
        calling = true;
        return intent;
    }

    private synchronized void onCommitted(@Nullable Boolean ours, @Nullable Throwable fault) {
        if (fault != null) {
            LOG.error(
                    "An outcome was not kept; the lead will be unknown: settle it by this line. lead={} outcome={} status={}"
                            + " quote={} fault={}",
                    lead.id(),
                    outcome == null ? "none" : outcome.state().word(),
                    outcome == null ? null : outcome.status(),
                    outcome == null || outcome.quote() == null
                            ? null
                            : outcome.quote().id(),
                    fault.toString());
        } else if (Boolean.FALSE.equals(ours)) {
            LOG.error(
                    "An outcome came too late and changed nothing: the lead has another one. lead={} outcome={} status={}"
                            + " quote={}",
                    lead.id(),
                    outcome == null ? "none" : outcome.state().word(),
                    outcome == null ? null : outcome.status(),
                    outcome == null || outcome.quote() == null
                            ? null
                            : outcome.quote().id());
        }
        committed.complete(Boolean.TRUE.equals(ours));
    }
}
