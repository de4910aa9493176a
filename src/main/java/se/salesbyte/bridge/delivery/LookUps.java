package se.salesbyte.bridge.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.DueBatch;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.Unverified;

/**
 * Has leads in doubt looked up when they are due, one sweep at a time, on a thread of its own. What is asked and when is on
 * disk alone. All methods may be called from any thread.
 */
public final class LookUps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LookUps.class);
    private static final String QUEUE = "look-up";
    private static final int AT_A_TIME = 1000;
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(10);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final LookUpSwitch lookUp;
    private final LeadStore store;
    private final LookUpLeads work;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, QUEUE));
    private final Dispatcher<List<Unverified>> dispatcher;

    /**
     * @param tellThatItIsOff tells a person, once, that the Quotes API lets us in no more
     */
    public LookUps(
            LookUpSettings settings,
            LeadStore store,
            PlanSettlement plan,
            RetrySchedule schedule,
            Consumer<Instant> tellThatItIsOff,
            MeterRegistry metrics,
            Clock clock) {
        this.lookUp = settings.lookUp();
        this.store = store;
        this.work = new LookUpLeads(settings, store, plan, schedule, tellThatItIsOff, metrics, clock);
        this.clock = clock;
        this.dispatcher = new Dispatcher<>(QUEUE + "-dispatcher", (queue, now, limit) -> claim(now), clock, 1, worker);
    }

    /** Begins, with what was left to be looked up. */
    public void start() {
        dispatcher.register(QUEUE, this::take);
        dispatcher.start();
    }

    /** A lead is to be looked up at that time, which may be past. Cheap. */
    public void due(Instant at) {
        dispatcher.due(QUEUE, at);
    }

    /** Looks again at what is due, for instance because the clock was moved. */
    public void wake() {
        dispatcher.wake();
    }

    /** Stops amidst a sweep, if there is one; the next process asks again. */
    @Override
    public void close() {
        dispatcher.stop(Duration.ZERO);
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(PATIENCE_AT_STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A look-up did not end in time; the next process asks again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that is due, as one; all there is at all, once nobody can be asked. */
    private CompletableFuture<DueBatch<List<Unverified>>> claim(Instant now) {
        boolean on = lookUp.isOn();
        Instant opensAt = on ? work.opensAt(now) : null;
        if (opensAt != null) {
            return CompletableFuture.completedFuture(new DueBatch<>(List.of(), opensAt));
        }
        return (on ? store.lookUps(now, AT_A_TIME) : store.allLookUps(now, AT_A_TIME))
                .thenApply(due -> new DueBatch<>(due.items().isEmpty() ? List.of() : List.of(due.items()), due.next()));
    }

    private CompletableFuture<?> take(List<Unverified> leads) {
        boolean wasOn = lookUp.isOn();
        try {
            boolean all = work.lookUp(leads);
            if (!all || wasOn != lookUp.isOn()) {
                due(clock.instant());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Leads in doubt could not be looked up; they are in a moment. leads={}", leads.size(), e);
            due(clock.instant().plus(PAUSE_AFTER_FAULT));
        }
        return CompletableFuture.completedFuture(null);
    }
}
