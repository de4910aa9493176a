package se.salesbyte.bridge.store;

import java.time.Duration;
import java.util.List;

/** How leads go from this replica, where others share the store. Called on the writer's thread: must not wait. */
public interface SharedFlow {
    /** How many leads all replicas together may have in hand. */
    int concurrency();

    /**
     * Takes no more than that from now on.
     *
     * @return how many leads are in hand, which may be more until they are done
     */
    int lower(Share most);

    /**
     * What holds for all now.
     *
     * @param paused where leads wait; nowhere else, but for what this replica has paused and not said yet
     * @param slowedFor how long nothing is to be sent; zero or less: it may be
     */
    void adopt(List<PausedTarget> paused, Duration slowedFor);

    /** That is ours from now on, and nobody else's. */
    void grant(Share share);
}
