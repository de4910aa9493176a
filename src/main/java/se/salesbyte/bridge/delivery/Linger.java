package se.salesbyte.bridge.delivery;

import java.time.Duration;

/**
 * With a backlog, a claim for a single slot costs as much as one for many: so for a moment more of them are waited for. Not
 * for long: a slot that is free must not stay so where calls take their time. Confined to the dispatcher's thread.
 */
final class Linger {
    private static final Duration UNTIL_MORE_ARE_FREE = Duration.ofMillis(2);
    private static final int SHARE_WORTH_A_CLAIM = 4;

    private final NextLook nextLook;
    private boolean backlog;
    private long until; // System.nanoTime(); 0: it does not

    Linger(NextLook nextLook) {
        this.nextLook = nextLook;
    }

    /** Whether to wait; then the next look is set. */
    boolean isOn(InHand<?> inHand) {
        if (!backlog || inHand.freeSlots() >= inHand.most() / SHARE_WORTH_A_CLAIM) {
            return false;
        }
        long now = System.nanoTime();
        if (until == 0) {
            until = now + UNTIL_MORE_ARE_FREE.toNanos();
            nextLook.after(UNTIL_MORE_ARE_FREE);
        }
        return now - until < 0;
    }

    /** A claim begins. */
    void over() {
        until = 0;
    }

    /** That claim has left something behind, or not. */
    void backlog(boolean left) {
        backlog = left;
    }
}
