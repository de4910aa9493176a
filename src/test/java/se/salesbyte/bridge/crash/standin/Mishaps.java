package se.salesbyte.bridge.crash.standin;

import java.time.Duration;
import java.util.Random;

/** Draws what goes wrong, by a seed. Thread-safe. */
final class Mishaps {
    private static final Duration FASTEST = Duration.ofMillis(3);
    private static final long SPREAD_NANOS = Duration.ofMillis(20).toNanos();
    private static final double LAST_OF_ITS_CONNECTION = 0.03;

    private final Random random;
    private final double trouble;

    /** @param trouble 0: nothing goes wrong, 1: each mishap has its share, 2: twice that */
    Mishaps(long seed, double trouble) {
        this.random = new Random(seed);
        this.trouble = trouble;
    }

    /** Whether a connection is reset at once. */
    boolean refuses() {
        return random.nextDouble() < 10 * Mishap.REFUSED.share() * trouble; // of connections, which are fewer
    }

    /** What becomes of the next request. */
    Mishap next() {
        double drawn = random.nextDouble();
        for (Mishap mishap : Mishap.values()) {
            if (mishap != Mishap.REFUSED) {
                drawn -= mishap.share() * trouble;
                if (drawn < 0) {
                    return mishap;
                }
            }
        }
        return Mishap.NONE;
    }

    /** How long SalesByte works at the next request. */
    Duration work() {
        return FASTEST.plusNanos((long) (random.nextDouble() * SPREAD_NANOS));
    }

    /** Whether the server closes the connection after its answer, as servers do now and then. */
    boolean closes() {
        return random.nextDouble() < LAST_OF_ITS_CONNECTION;
    }
}
