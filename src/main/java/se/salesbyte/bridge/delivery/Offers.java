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
    private volatile int most = MOST;

    /** @param queue as it was when this was offered */
    record Offer<T>(String name, DueQueue<T> queue, T due) {}

    /** Takes offers, or refuses them because something older is to be claimed. */
    void open(boolean taken) {
        open = taken;
    }

    /** False if it is to be claimed as anything else. */
    boolean take(String name, DueQueue<T> queue, T due) {
        return hasRoom() && waiting.offer(new Offer<>(name, queue, due));
    }

    boolean hasRoom() {
        return open && waiting.size() < most;
    }

    /** No more than that from now on, as others could have them. */
    void bound(int atMost) {
        most = Math.min(MOST, atMost);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The first; there is one, as only one thread takes them out. */
    Offer<T> next() {
        return waiting.remove();
    }
}
