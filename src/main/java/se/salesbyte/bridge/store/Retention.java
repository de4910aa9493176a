package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is old, at the start and once a day, on a thread of its own and a few leads at a time: events and outcomes
 * come first. An outage interrupts it; what a stop interrupts goes on at the next start. Thread-safe.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofDays(1);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofMinutes(1);
    private static final Duration PAUSE_AT_WIPE = Duration.ofSeconds(1);
    private static final int TRIES_AT_WIPE = 30;

    /** A few milliseconds of the writer. */
    private static final int LEADS_AT_ONCE = 25;

    private static final int SHARE_OF_OTHERS = 19;

    private final Dialect dialect;
    private final GiveWay giveWay;
    private final Semaphore looks = new Semaphore(0);
    private final AtomicLong purged = new AtomicLong();
    private @Nullable Thread thread; // guarded by this
    private boolean unfinished = true; // what an earlier process left; its own thread alone

    Retention(Dialect dialect, GroupCommit writer) {
        this.dialect = dialect;
        this.giveWay = new GiveWay(writer, SHARE_OF_OTHERS);
    }

    /**
     * Begins to delete leads that have ended, once nothing was done with them for so long. Called once at most; without
     * it everything is kept.
     */
    public synchronized void start(KeepLeads keep, Clock clock) {
        thread = new Thread(() -> run(keep, clock), "store-retention");
        thread.start();
    }

    /** Looks again at once: for a clock that was moved by hand. */
    public void wake() {
        looks.release();
    }

    /** How many leads were deleted since the start. */
    public long purged() {
        return purged.get();
    }

    /** Before the writer is closed. */
    synchronized void close() {
        giveWay.close();
        looks.release();
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(KeepLeads keep, Clock clock) {
        try {
            Duration pause;
            do {
                pause = roundOrTell(keep, clock) ? PAUSE : PAUSE_AFTER_FAULT;
            } while (isOpenAfter(pause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOpenAfter(Duration pause) throws InterruptedException {
        if (looks.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            looks.drainPermits();
        }
        return !giveWay.isClosedWithin(Duration.ZERO);
    }

    private boolean roundOrTell(KeepLeads keep, Clock clock) throws InterruptedException {
        try {
            round(clock.instant(), keep);
            return true;
        } catch (RuntimeException | SQLException e) {
            unfinished = true;
            LOG.warn(
                    "Old leads could not be deleted, they will be. again={} cause={}",
                    PAUSE_AFTER_FAULT,
                    e.getMessage());
            return false;
        }
    }

    private void round(Instant now, KeepLeads keep) throws InterruptedException, SQLException {
        if (!giveWay.run(() -> Retention::isOurs).orElse(false)) {
            return;
        }
        long purgedBefore = purged.get();
        for (OldLeads old : keep.oldAt(now)) {
            purgeLeads(old);
        }
        long leads = purged.get() - purgedBefore;
        if (leads > 0 || unfinished) {
            Instant others = keep.othersBefore(now).orElse(Instant.EPOCH);
            giveWay.run(() -> new PurgeOthers(others));
            forgetEvents(now);
            tidySearch();
            shrink();
            wipe();
            unfinished = false;
        }
        if (leads > 0) {
            LOG.info("Old leads were deleted. leads={}", leads);
        }
    }

    /** Of several replicas one does it. */
    private static boolean isOurs(Session session) throws SQLException {
        return session.dialect().membership().isFirst(session);
    }

    private void purgeLeads(OldLeads old) throws InterruptedException, SQLException {
        List<String> next = old.find(dialect.readers(), "", LEADS_AT_ONCE);
        while (!next.isEmpty()) {
            List<String> leads = next;
            if (giveWay.run(() -> new PurgeLeads(leads, old, purged)).isEmpty()) {
                return;
            }
            String last = leads.get(leads.size() - 1);
            next = old.find(dialect.readers(), last, LEADS_AT_ONCE);
        }
    }

    private void forgetEvents(Instant now) throws InterruptedException, SQLException {
        ForgetEvents.Event after = ForgetEvents.Event.FIRST;
        while (after != null && !giveWay.isClosedWithin(Duration.ZERO)) {
            ForgetEvents.Part part = ForgetEvents.look(dialect.readers(), after);
            for (List<ForgetEvents.Event> few : part.few()) {
                giveWay.run(() -> new ForgetEvents(few, now));
            }
            after = part.last();
        }
    }

    private void tidySearch() throws InterruptedException {
        if (!dialect.hasSearchIndex()) {
            return;
        }
        boolean more = giveWay.run(() -> new TidySearch(true)).orElse(false);
        while (more) {
            more = giveWay.run(() -> new TidySearch(false)).orElse(false);
        }
    }

    private void shrink() throws InterruptedException {
        while (giveWay.run(() -> Session::shrink).orElse(false)) {
            // there is more
        }
    }

    /** Nothing must wait for it, so it may come too late for the moment; the next round or stop does it. */
    private void wipe() throws InterruptedException, SQLException {
        int tries = 1;
        while (!dialect.wipeIfQuiet() && tries < TRIES_AT_WIPE && !giveWay.isClosedWithin(PAUSE_AT_WIPE)) {
            tries++;
        }
    }
}
