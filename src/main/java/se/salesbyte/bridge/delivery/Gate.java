package se.salesbyte.bridge.delivery;

import java.time.Instant;

/**
 * Says how much may be claimed, before anything is: what it keeps out stays untouched in the store. Asked on the
 * dispatcher's thread, often: it answers at once.
 */
public interface Gate {
    /** Lets everything through. */
    Gate OPEN = new Gate() {
        @Override
        public int room(int inHand, Instant now) {
            return Integer.MAX_VALUE;
        }

        @Override
        public Instant opensAt(Instant now) {
            return now;
        }
    };

    /**
     * How many more may be claimed now; 0 while it is shut.
     *
     * @param inHand how many are out of the store and not done yet
     */
    int room(int inHand, Instant now);

    /** When to ask again after it was shut; {@link Instant#MAX} if something else tells. */
    Instant opensAt(Instant now);

    /** So many were claimed. */
    default void taken(int claimed) {}

    /** It let something through, and nothing is due. */
    default void nothingDue(int inHand) {}

    /** That is to be run whenever it opens otherwise than by time or by something in hand that is done. */
    default void whenOpened(Runnable wake) {}
}
