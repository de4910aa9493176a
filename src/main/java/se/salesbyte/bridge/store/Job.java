package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work in the writer's queue, with the future of whoever queued it. For the writer's thread, but for its future. */
final class Job<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    private final Work<T> work;
    private final Kind kind;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private boolean ran;
    private boolean gathered;

    /** What may become of it in trouble. */
    enum Kind {
        /** Its caller may be told that it is not done although it is: he says it again, and nothing comes of that. */
        REPEATABLE,
        /** Its caller may be told that it is not done only if it is not. */
        ONCE,
        /** An outage must not cost it. */
        INSISTENT
    }

    Job(Work<T> work, Kind kind) {
        this.work = work;
        this.kind = kind;
    }

    /** Whether an outage must not cost it. */
    boolean insists() {
        return kind == Kind.INSISTENT;
    }

    /** Whether a lead is in doubt without it. */
    boolean tellsOfACall() {
        return work.tellsOfACall();
    }

    /** Whether it may be given up although the writer has it and may commit it. */
    boolean isRepeatable() {
        return kind == Kind.REPEATABLE;
    }

    /** Completes on the writer's thread, once it is on disk or refused. */
    CompletableFuture<T> future() {
        return future;
    }

    void gather(Session session) {
        gathered = !future.isDone(); // else its caller was told that it is not done
        if (gathered) {
            work.gather(session);
        }
    }

    void run(Session session) throws SQLException {
        if (!gathered) {
            return;
        }
        ran = true;
        result = work.run(session);
    }

    /** Whether it did anything to be seen. */
    boolean changes() {
        return ran && work.writes();
    }

    @SuppressWarnings("NullAway") // the result is T's own business, null included
    void committed() {
        if (!ran) {
            return;
        }
        try {
            work.committed(result);
        } catch (RuntimeException | Error e) { // it is on disk all the same
            LOG.error("What a commit made due could not be signalled", e);
        }
        if (!future.complete(result) && !work.writes()) {
            work.undone(); // nobody has what was assigned
        }
    }

    /** From any thread: tells the caller that it is not done, unless it insists; true if he has been told something. */
    boolean giveUp() {
        if (!insists()) {
            fail(new StoreUnavailableException("the store hangs"));
        }
        return future.isDone();
    }

    void undone() {
        if (ran) {
            ran = false;
            work.undone();
        }
    }

    /** Given up for a fault of its own. */
    void dropped(Throwable cause) {
        try {
            work.dropped();
        } catch (RuntimeException | Error e) { // whoever waits must hear of the first fault
            LOG.error("What was dropped could not be given back", e);
        }
        fail(cause);
    }

    void fail(Throwable cause) {
        future.completeExceptionally(cause);
    }
}
