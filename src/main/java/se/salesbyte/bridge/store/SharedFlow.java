package se.salesbyte.bridge.store;

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

    /** That is ours from now on, and nobody else's. */
    void grant(Share share);
}
