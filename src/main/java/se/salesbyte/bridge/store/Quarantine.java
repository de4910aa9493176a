package se.salesbyte.bridge.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Refused requests on their way to the disk. A few go with each commit at most, one command at a time, so that a flood
 * of them costs accepted events next to nothing; what does not fit into the waiting room is dropped and counted.
 *
 * <p>All methods may be called from any thread and do not wait.
 */
public final class Quarantine {
    private static final int ROOM = 256;
    private static final long ROOM_BYTES = 16L * 1024 * 1024;
    private static final int AT_ONCE = 4;

    private final GroupCommit writer;
    private final long maxSize;
    private final Queue<RefusedRequest> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean writing;
    private long dropped;

    Quarantine(GroupCommit writer, long maxSize) {
        this.writer = writer;
        this.maxSize = maxSize;
    }

    /** Keeps a refused request unless the store is busy: accepted events come first. Tells nothing; see {@link #dropped}. */
    public synchronized void keep(RefusedRequest request) {
        long bytes = bytesOf(request);
        if (waiting.size() >= ROOM || waitingBytes + bytes > ROOM_BYTES) {
            dropped++;
            return;
        }
        waiting.add(request);
        waitingBytes += bytes;
        if (!writing) {
            write(AT_ONCE);
        }
    }

    /** How many were not kept since the start, as there were too many at a time. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Hands all that waits to the writer, before whatever is submitted next. */
    synchronized void flush() {
        write(ROOM);
    }

    private void write(int atMost) {
        List<RefusedRequest> next = take(atMost);
        writing = !next.isEmpty();
        if (writing) {
            writer.submit(new KeepRefused(next, maxSize)).whenComplete((gone, fault) -> written(next.size(), fault));
        }
    }

    private synchronized void written(int count, @Nullable Throwable fault) {
        if (fault != null) {
            dropped += count;
        }
        write(AT_ONCE);
    }

    private List<RefusedRequest> take(int atMost) {
        List<RefusedRequest> taken = new ArrayList<>();
        while (taken.size() < atMost && !waiting.isEmpty()) {
            RefusedRequest request = waiting.remove();
            waitingBytes -= bytesOf(request);
            taken.add(request);
        }
        return taken;
    }

    private static long bytesOf(RefusedRequest request) {
        byte[] body = request.body();
        return body == null ? 0 : body.length;
    }
}
