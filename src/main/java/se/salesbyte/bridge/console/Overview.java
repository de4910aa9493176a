package se.salesbyte.bridge.console;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.FlowState;
import se.salesbyte.bridge.store.OverviewNumbers;
import se.salesbyte.bridge.store.ReadOverview;

/**
 * {@code /api/overview}, for all who read it together: made at most once a second, and in no more than a tenth of the
 * time, and only while somebody asks. Thread-safe; may wait for the store.
 */
final class Overview {
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15); // for what no commit tells of
    private static final int PART_OF_THE_TIME = 10;

    private final ManagementParts parts;
    private final ReadOverview numbers;
    private final OverviewJson json;
    private @Nullable Made last;

    Overview(ManagementParts parts) {
        this.parts = parts;
        this.numbers = parts.store().overview();
        this.json = new OverviewJson(parts);
    }

    /**
     * One that was made.
     *
     * @param number counts them
     * @param took nanoseconds
     */
    record Made(long number, String json, long changes, FlowState flow, long endedNanos, long took) {
        private boolean isOlderThan(Duration age) {
            return System.nanoTime() - endedNanos >= age.toNanos();
        }
    }

    /** The last one, or a new one if that may be made again. */
    synchronized Made now() {
        Made known = last;
        return known == null || isDue(known) ? make() : known;
    }

    /** As the other, but a new one only if something has happened since. */
    synchronized Made changed() {
        Made known = last;
        return known == null || (isDue(known) && hasChanged(known)) ? make() : known;
    }

    private static boolean isDue(Made known) {
        Duration pause = Duration.ofNanos(known.took * PART_OF_THE_TIME);
        return known.isOlderThan(pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause);
    }

    private boolean hasChanged(Made known) {
        return known.changes != numbers.changes()
                || !known.flow.equals(parts.flow().state())
                || known.isOlderThan(LONGEST_PAUSE);
    }

    private Made make() {
        long began = System.nanoTime();
        FlowState flow = parts.flow().state();
        OverviewNumbers read = numbers.read(parts.clock().instant());
        String text = Reply.json(json.of(read, flow)).body();
        long ended = System.nanoTime();
        Made made = new Made(last == null ? 1 : last.number + 1, text, read.changes(), flow, ended, ended - began);
        last = made;
        return made;
    }
}
