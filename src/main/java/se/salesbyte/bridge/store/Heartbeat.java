package se.salesbyte.bridge.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a replica's lease, puts out others whose lease has ended, divides what is bounded for all, and looks every third of a lease for what is due and no
 * signal has told of: it is the net under the notifications. On a thread of its own.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final int BEATS_A_LEASE = 3;
    /** While its share is not an equal one: others may have given some of theirs. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final GroupCommit writer;
    private final FindDueQueues due;
    private final StoreSignals signals;
    private final Runnable tellOthers;
    private final Runnable refresh;
    private final Set<String> leads;
    private final Set<String> messages;
    private final Clock clock;
    private final Duration period;
    private final AtomicBoolean unequal = new AtomicBoolean(); // and to be divided again in a moment
    private volatile @Nullable SharedFlow flow;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "store-heartbeat"));

    /**
     * @param tellOthers that what all go by has changed; run on the writer's thread
     * @param refresh reads anew what is remembered of the store
     * @param leads the ids of those in anybody's hands; confined to the writer's thread
     * @param messages likewise
     */
    Heartbeat(
            GroupCommit writer,
            FindDueQueues due,
            StoreSignals signals,
            Runnable tellOthers,
            Runnable refresh,
            Set<String> leads,
            Set<String> messages,
            Clock clock,
            Duration lease) {
        this.clock = clock;
        this.writer = writer;
        this.due = due;
        this.signals = signals;
        this.tellOthers = tellOthers;
        this.refresh = refresh;
        this.leads = leads;
        this.messages = messages;
        this.period = lease.dividedBy(BEATS_A_LEASE);
    }

    void start() {
        next(period);
    }

    /** Divides what is bounded for all from now on, at once for the first time; until then it has none of it. */
    void share(SharedFlow of) {
        of.lower(Share.NONE);
        flow = of;
        thread.execute(this::beatFirst);
    }

    /** What all go by was changed by others. */
    void flowChanged() {
        SharedFlow known = flow;
        if (known != null) {
            divide(known, false);
        }
    }

    /** Under another id it has no share yet. On the writer's thread. */
    void joined() {
        SharedFlow known = flow;
        if (known != null) {
            known.lower(Share.NONE);
            try {
                thread.execute(this::beatFirst);
            } catch (RejectedExecutionException e) {
                LOG.debug("A replica that stops has no share any more");
            }
        }
    }

    private void next(Duration wait) {
        thread.schedule(this::run, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            beat(false);
        } finally {
            next(period); // whatever that was
        }
    }

    /** Before the writer is closed. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(period.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beatFirst() {
        beat(true);
    }

    /** @param first whether the others may not know yet that there is one more */
    private void beat(boolean first) {
        SharedFlow known = flow;
        try {
            CompletableFuture<Beat.Found> beat = writer.submit(new Beat(leads, messages));
            if (known != null) {
                divide(known, first); // after those are out that say nothing
            }
            Beat.Found found = beat.join();
            found.putOut()
                    .forEach(name -> LOG.warn(
                            "A replica said nothing for longer than its lease; others go on with what it had in hand. replica={}",
                            name));
            look();
            if (found.inDoubt()) {
                signals.leadsInDoubt();
            }
        } catch (CompletionException e) {
            LOG.debug("No heartbeat: {}", String.valueOf(e.getCause())); // the outage was told of
        } catch (RuntimeException | Error e) {
            LOG.warn("A replica could not look for what is due, and does so again. cause={}", e.getMessage());
        }
    }

    private void divide(SharedFlow flow, boolean first) {
        writer.submit(Agreements.tell(flow));
        writer.submit(new DivideShares(flow, tellOthers, first)).thenAccept(equal -> {
            if (!equal && unequal.compareAndSet(false, true)) {
                thread.schedule(() -> divideAgain(flow), SOON.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private void divideAgain(SharedFlow flow) {
        unequal.set(false);
        divide(flow, false);
    }

    /** Looks for what is due, whoever was to know of it. */
    void look() {
        refresh.run();
        Instant now = clock.instant();
        due.leads(now).forEach(source -> signals.leadDue(source, now));
        due.messages(now).forEach(outbox -> signals.messageDue(outbox, now));
        signals.lookUpDue(now);
    }
}
