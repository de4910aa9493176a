package se.salesbyte.bridge.delivery;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What the store has just committed and offers without being asked, so that nobody need look for it: first come, first
 * served, and no more than fits in memory. It is on disk all the same, and is lost with nothing but the look it saves.
 * Thread-safe.
 */
final class Offers<T> {
    private static final int MOST = 512;

    private final BlockingQueue<Offer<T>> waiting = new ArrayBlockingQueue<>(MOST);
    private volatile boolean open;

    /** @param queue as it was when this was offered */
    record Offer<T>(String name, DueQueue<T> queue, T due) {}

    /** Takes offers, or refuses them because something older is to be claimed. */
    void open(boolean taken) {
        open = taken;
    }

    /** False if it is to be claimed as anything else. */
    boolean take(String name, DueQueue<T> queue, T due) {
        return open && waiting.offer(new Offer<>(name, queue, due));
    }

    boolean hasRoom() {
        return open && waiting.remainingCapacity() > 0;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The first; there is one, as only one thread takes them out. */
    Offer<T> next() {
        return waiting.remove();
    }
}
