package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer for all: takes whatever waits in its queue, runs it in one transaction with one fsync, then completes the
 * futures. A lone command waits for nobody, and a crowd shares the disk.
 *
 * <p>Futures complete on the writer's thread: what depends on them must hand over and never wait there.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Bounds the time that one group holds its members; more brings no more throughput. */
    private static final int MAX_GROUP = 256;

    private static final int PROBE_BYTES = 65_536;
    private static final Duration PAUSE_IN_OUTAGE = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final Dialect dialect;
    private final int capacity;
    private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::run, "store-writer");
    private final WriterWatch watch;
    private final Outage outage;
    private final List<Job<?>> retained = new ArrayList<>();
    private final Changes changes = new Changes();
    private @Nullable InDoubtGroup inDoubt;
    private @Nullable Session session;
    private volatile @Nullable CommitMetrics metrics;
    private volatile boolean closing;
    private volatile boolean ended;

    /**
     * Starts the writer.
     *
     * @param capacity how many commands may wait before {@link #submit} refuses more
     * @throws SQLException if the database cannot be opened
     */
    GroupCommit(Dialect dialect, int capacity) throws SQLException {
        this.dialect = dialect;
        this.capacity = capacity;
        this.watch = new WriterWatch(queue, dialect.heldUpBy());
        this.outage = watch.outage();
        this.session = new Session(dialect);
        writer.start();
        watch.start();
    }

    /**
     * Queues work that its caller can do without: it fails with {@link StoreUnavailableException} in any trouble, and
     * after a few seconds without an end.
     */
    <T> CompletableFuture<T> submit(Work<T> work) {
        return submit(new Job<>(work, Job.Kind.REPEATABLE));
    }

    /**
     * As the other, for work that must not be done twice: once the writer has taken it, it ends with the truth, however
     * long that takes, as whoever is told that it is not done says it again.
     */
    <T> CompletableFuture<T> submitOnce(Work<T> work) {
        return submit(new Job<>(work, Job.Kind.ONCE));
    }

    private <T> CompletableFuture<T> submit(Job<T> job) {
        if (closing) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("the store is closing"));
        }
        if (watch.hangs()) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("the store hangs"));
        }
        if (queue.size() >= capacity) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("the store's queue is full"));
        }
        return enqueue(job);
    }

    /** Queues work that states what has happened: in an outage it is kept and tried again before anything else. */
    <T> CompletableFuture<T> insist(Work<T> work) {
        return enqueue(new Job<>(work, Job.Kind.INSISTENT));
    }

    Changes changes() {
        return changes;
    }

    /** How many commands wait. */
    int waiting() {
        return queue.size();
    }

    /** Counts and times commits there from now on. */
    void measure(CommitMetrics where) {
        metrics = where;
    }

    /** What keeps the store from committing; empty while all is well. */
    Optional<String> fault() {
        return outage.fault();
    }

    /** As the other, with nothing to do at last. */
    @Override
    public void close() {
        close(session -> true);
    }

    /** Takes no more, commits what waits and at last that, and ends the writer. */
    void close(Work<?> last) {
        closing = true;
        queue.add(new Job<>(last, Job.Kind.REPEATABLE)); // wakes the writer
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletableFuture<T> enqueue(Job<T> job) {
        queue.add(job);
        if (ended) {
            failWaiting();
        }
        return job.future();
    }

    private void run() {
        List<Job<?>> group = new ArrayList<>(MAX_GROUP);
        long giveUpAt = Long.MAX_VALUE;
        try {
            while (gather(group) || isUnfinished()) {
                watch.begins(group);
                commitAfterRetained(group);
                watch.ended();
                if (closing && giveUpAt == Long.MAX_VALUE) {
                    giveUpAt = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
                }
                if (System.nanoTime() > giveUpAt) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watch.close();
            abandon();
            closeSession();
        }
    }

    private boolean isUnfinished() {
        return inDoubt != null || !retained.isEmpty();
    }

    /** Fills the group, waiting for work; false when the store is closing and nothing is left. */
    private boolean gather(List<Job<?>> group) throws InterruptedException {
        group.clear();
        Job<?> first;
        if (!isUnfinished() && (closing || outage.fault().isEmpty())) {
            first = closing ? queue.poll() : queue.take();
        } else {
            first = queue.poll(PAUSE_IN_OUTAGE.toMillis(), TimeUnit.MILLISECONDS);
            first = first == null && !isUnfinished() ? new Job<>(nothing -> true, Job.Kind.REPEATABLE) : first;
        }
        if (first == null) {
            return false;
        }
        group.add(first);
        queue.drainTo(group, MAX_GROUP - 1);
        return true;
    }

    /** A write, to see whether an outage is over: reads prove nothing of the disk, and little may fit where an event does not. */
    private static void probe(Session session) throws SQLException {
        Bind.to(session.prepare("insert into setting(name, value) values('probe', ?)"
                        + " on conflict(name) do update set value = excluded.value"))
                .bytes(new byte[PROBE_BYTES])
                .update();
    }

    /** What an outage left over goes first and alone: as long as it cannot be committed, nothing else is. */
    private void commitAfterRetained(List<Job<?>> group) {
        if (inDoubt != null) {
            learn(inDoubt);
        }
        if (inDoubt == null && !retained.isEmpty()) {
            List<Job<?>> kept = List.copyOf(retained);
            retained.clear();
            commit(kept);
        }
        if (inDoubt == null && retained.isEmpty()) {
            commit(group);
        } else {
            Throwable cause = new StoreUnavailableException(outage.fault().orElse("outage"));
            group.forEach(job -> keepOrFail(job, cause));
        }
    }

    private void commit(List<Job<?>> group) {
        if (group.isEmpty()) {
            return;
        }
        boolean inOutage = outage.fault().isPresent();
        boolean committing = false;
        long began = System.nanoTime();
        try {
            Session open = session();
            open.begin();
            if (inOutage) {
                probe(open);
            }
            for (Job<?> job : group) {
                job.gather(open);
            }
            for (Job<?> job : group) {
                job.run(open);
            }
            committing = true;
            open.commit();
            count(group.size(), System.nanoTime() - began);
        } catch (SQLException | RuntimeException | Error e) {
            Membership.Mark mark = dialect.membership().mark();
            if (committing && mark != null && isOutage(e)) {
                inDoubt = new InDoubtGroup(group, mark, e);
                outage.is(String.valueOf(e.getMessage()));
                closeSession();
                group.stream().filter(Job::isRepeatable).forEach(Job::giveUp);
            } else {
                failed(group, e);
            }
            return;
        }
        if (inOutage) {
            outage.isOver();
        }
        committed(group);
        upkeep();
    }

    private void count(int commands, long nanos) {
        CommitMetrics where = metrics;
        if (where != null) {
            where.committed(commands, nanos);
        }
    }

    private void committed(List<Job<?>> group) {
        changes.after(group);
        group.forEach(Job::committed);
    }

    /** The connection was lost amidst a commit: only the database knows what became of it. */
    private void learn(InDoubtGroup doubtful) {
        try {
            boolean cameToPass = dialect.membership().cameToPass(session(), doubtful.mark());
            inDoubt = null;
            if (cameToPass) {
                LOG.warn("The connection to the store was lost amidst a commit, which came to pass");
                committed(doubtful.group());
            } else {
                failed(doubtful.group(), doubtful.fault());
            }
        } catch (SQLException | RuntimeException e) {
            outage.is(String.valueOf(e.getMessage()));
            closeSession();
        }
    }

    /** @param fault what was thrown at its commit */
    private record InDoubtGroup(List<Job<?>> group, Membership.Mark mark, Throwable fault) {
        InDoubtGroup {
            group = List.copyOf(group);
        }
    }

    private void failed(List<Job<?>> group, Throwable cause) {
        boolean storeIsOut = session == null || isOutage(cause); // without a session, it could not be opened
        undo(group);
        if (storeIsOut) {
            outage.is(String.valueOf(cause.getMessage()));
            closeSession();
            for (Job<?> job : group) {
                keepOrFail(job, cause);
            }
        } else if (group.size() == 1 && cause instanceof SQLException sql && dialect.isContention(sql)) {
            keepOrFail(group.get(0), cause);
        } else if (group.size() == 1) {
            LOG.error("A command of the store failed and was dropped: {}", cause.toString(), cause);
            group.get(0).dropped(cause);
        } else {
            for (Job<?> job : group) { // the culprit alone shall fail
                if (inDoubt == null) {
                    commit(List.of(job));
                } else {
                    keepOrFail(job, cause);
                }
            }
        }
    }

    private void upkeep() {
        try {
            session().betweenGroups();
        } catch (SQLException | RuntimeException | Error e) {
            outage.is(String.valueOf(e.getMessage()));
        }
    }

    private void keepOrFail(Job<?> job, Throwable cause) {
        if (job.insists()) {
            retained.add(job);
        } else {
            job.fail(new StoreUnavailableException("the store cannot commit: " + cause.getMessage(), cause));
        }
    }

    private void undo(List<Job<?>> group) {
        group.forEach(Job::undone);
        Session open = session;
        if (open != null) {
            try {
                open.rollback();
            } catch (SQLException e) {
                LOG.debug("Nothing to roll back: {}", e.getMessage());
                closeSession(); // or else a transaction may be open for good
            }
        }
    }

    private boolean isOutage(Throwable cause) {
        return cause instanceof SQLException sql && dialect.isOutage(sql);
    }

    private Session session() throws SQLException {
        Session open = session;
        if (open == null) {
            open = new Session(dialect);
            session = open;
        }
        return open;
    }

    private void closeSession() {
        Session open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.warn("The store's connection did not close cleanly: {}", e.getMessage());
            }
        }
    }

    private void abandon() {
        long unknown = Stream.concat(retained.stream(), inDoubt == null ? Stream.empty() : inDoubt.group().stream())
                .filter(Job::tellsOfACall)
                .count();
        if (unknown > 0) {
            LOG.error("{} outcomes could not be committed before the stop; those leads will be unknown", unknown);
        }
        if (inDoubt != null) {
            inDoubt.group().forEach(GroupCommit::failClosed);
        }
        retained.forEach(GroupCommit::failClosed);
        ended = true;
        failWaiting();
    }

    private void failWaiting() {
        for (Job<?> job = queue.poll(); job != null; job = queue.poll()) {
            failClosed(job);
        }
    }

    private static void failClosed(Job<?> job) {
        job.fail(new StoreUnavailableException("the store is closed"));
    }
}
