package se.salesbyte.bridge.store;

import java.time.Instant;

/** Told after each commit what it made due. Called on the writer's thread: hand over, never work or wait here. */
public interface StoreSignals {
    /** A lead of the source is due at that time, which may be past. */
    void leadDue(String source, Instant at);

    /** Whether a fresh lead of that source would be taken if it were offered now; it may be otherwise a moment later. */
    default boolean leadWanted(String source, Instant at) {
        return false;
    }

    /**
     * Takes a fresh lead right away, so that nobody need claim it; it is assigned to the taker then.
     *
     * @return false if it is not wanted now: then it is due as any other
     */
    default boolean leadOffered(DueLead lead) {
        return false;
    }

    /** A message of the outbox is due at that time, which may be past. */
    void messageDue(String outbox, Instant at);

    /** Leads of another process, which is no more, have an intent and no outcome. Called on a thread of the store's that may wait. */
    default void leadsInDoubt() {}

    /** Something that all who share the store go by has changed. */
    default void flowChanged() {}

    /** SalesByte is to be asked about a lead at that time, which may be past. */
    default void lookUpDue(Instant at) {}
}
