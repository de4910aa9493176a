package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.time.Instant;
import se.salesbyte.bridge.store.PausedTarget;

/** Told when a person should know of the way to SalesByte, once for each change. Must not wait. */
public interface FlowAlarm {
    /** Wakes nobody. */
    FlowAlarm NONE = new FlowAlarm() {
        @Override
        public void unavailable(Unavailable what) {}

        @Override
        public void recovered(Instant since, Instant at) {}

        @Override
        public void paused(PausedTarget target, int failed, Runnable known) {
            known.run();
        }

        @Override
        public void slowed(Duration pause) {}
    };

    /** Most calls fail; leads wait. */
    void unavailable(Unavailable what);

    /**
     * Calls succeed again.
     *
     * @param since when they had begun to fail
     */
    void recovered(Instant since, Instant at);

    /**
     * A profile is not known to SalesByte or not let in; its leads wait.
     *
     * @param failed how many calls in a row said so
     * @param known to be run once all others who share the store know it
     */
    void paused(PausedTarget target, int failed, Runnable known);

    /** SalesByte asked to be left alone for so long: a matter of those who share the store, and of no person. */
    void slowed(Duration pause);

    /**
     * What made it so.
     *
     * @param calls how many there were within the minute
     * @param failed how many of them failed
     * @param until when it is tried again first
     */
    record Unavailable(int calls, int failed, Instant until, Instant at) {}
}
