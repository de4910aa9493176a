package se.salesbyte.bridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a replica's lease, puts out others whose lease has ended, and looks every third of a lease for what is due and no
 * signal has told of: it is the net under the notifications. On a thread of its own.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final int BEATS_A_LEASE = 3;

    private final GroupCommit writer;
    private final FindDueQueues due;
    private final StoreSignals signals;
    private final Runnable refresh;
    private final Duration period;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "store-heartbeat"));

    /** @param refresh reads anew what is remembered of the store */
    Heartbeat(GroupCommit writer, FindDueQueues due, StoreSignals signals, Runnable refresh, Duration lease) {
        this.writer = writer;
        this.due = due;
        this.signals = signals;
        this.refresh = refresh;
        this.period = lease.dividedBy(BEATS_A_LEASE);
    }

    void start() {
        thread.scheduleWithFixedDelay(this::beat, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
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

    private void beat() {
        try {
            Beat.Found found = writer.submit(new Beat()).join();
            found.putOut()
                    .forEach(name -> LOG.warn(
                            "A replica said nothing for longer than its lease; others go on with what it had in hand. replica={}",
                            name));
            if (found.inDoubt()) {
                signals.leadsInDoubt();
            }
            look();
        } catch (CompletionException e) {
            LOG.debug("No heartbeat: {}", String.valueOf(e.getCause())); // the outage was told of
        } catch (RuntimeException e) {
            LOG.warn("A replica could not look for what is due, and does so again. cause={}", e.getMessage());
        }
    }

    /** Looks for what is due, whoever was to know of it. */
    void look() {
        refresh.run();
        Instant now = Instant.now();
        due.leads(now).forEach(source -> signals.leadDue(source, now));
        due.messages(now).forEach(outbox -> signals.messageDue(outbox, now));
        signals.lookUpDue(now);
    }
}
