package se.salesbyte.bridge.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One start of the bridge and its end.
 *
 * @param number from 0
 * @param hit the pass of a failpoint that kills; 0 without one
 * @param after how long after it runs, or was started, trouble or the kill comes
 * @param trouble how long it is stopped, or its disk full or gone
 * @param mended whether the disk has room again before the kill
 */
record Cycle(int number, KillPoint point, int hit, Duration after, Duration trouble, boolean mended) {
    private static final int LONGEST_AFTER_MILLIS = 2_500;
    private static final int SHORTEST_TROUBLE_MILLIS = 1_500;
    private static final int MORE_TROUBLE_MILLIS = 1_500;

    /**
     * The same for the same seed and number, whatever was before.
     *
     * @param points to draw from, each once until all are drawn
     */
    static Cycle of(long seed, int number, List<KillPoint> points) {
        List<KillPoint> deck = new ArrayList<>(points);
        Collections.shuffle(deck, new Random(seed + number / deck.size()));
        KillPoint point = deck.get(number % deck.size());
        Random random = new Random(seed * 31 + number);
        return new Cycle(
                number,
                point,
                point.latestHit() == 0 ? 0 : 1 + random.nextInt(point.latestHit()),
                Duration.ofMillis(random.nextInt(LONGEST_AFTER_MILLIS)),
                Duration.ofMillis(SHORTEST_TROUBLE_MILLIS + random.nextInt(MORE_TROUBLE_MILLIS)),
                random.nextBoolean());
    }
}
