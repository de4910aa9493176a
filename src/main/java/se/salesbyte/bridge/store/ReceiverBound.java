package se.salesbyte.bridge.store;

import java.util.function.BinaryOperator;

/**
 * How many messages of one receiver may be in hand at once: one that hangs must not hold up the others. Where nobody
 * else waits it may be more, as long as so many slots stay free.
 *
 * @param most at least 1
 * @param receiver who receives what is in an outbox about a source; called on the writer's thread, and does not throw
 */
public record ReceiverBound(int most, BinaryOperator<String> receiver) {
    static final ReceiverBound NONE = new ReceiverBound(Integer.MAX_VALUE, (outbox, source) -> outbox);

    /**
     * Whether a receiver may have one more.
     *
     * @param inHand how many it has
     * @param free slots, of all receivers
     */
    boolean hasRoom(int inHand, int free) {
        return inHand < most || free > most;
    }
}
