package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.LeadStore;

/** Keeps back a lead, right before its call, whose profile is paused. */
public record PauseLead(DueLead lead, LeadStore store, CallWatch watch, Clock clock) {
    /** Why it waits, in a word of the contract. */
    public static final String PAUSED = "paused";

    /**
     * Does so, without an attempt.
     *
     * @param customer to be found by
     * @return completes when it is on disk
     */
    CompletableFuture<Boolean> at(QuoteTarget target, Customer customer) {
        return store.hold(lead, customer, PAUSED, null, clock.instant()).whenComplete((ours, fault) -> {
            if (!watch.isPaused(target)) { // resumed meanwhile, and without this one
                store.judgeHeldAnew(PAUSED, clock.instant());
            }
        });
    }
}
