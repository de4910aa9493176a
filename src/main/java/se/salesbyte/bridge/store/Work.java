package se.salesbyte.bridge.store;

import java.sql.SQLException;

/**
 * One command of the writer's queue. All methods are called on the writer's thread.
 *
 * @param <T> what it results in
 */
@FunctionalInterface
interface Work<T> {
    /** Told before anything of its group is done, for what is better done together. */
    default void gather(Session session) {}

    /** Does its part of the transaction; may be run again after {@link #undone()}. */
    T run(Session session) throws SQLException;

    /** Whether it changes anything. */
    default boolean writes() {
        return true;
    }

    /** Whether it states what a call to SalesByte came to. */
    default boolean tellsOfACall() {
        return false;
    }

    /** The transaction is on disk. */
    default void committed(T result) {}

    /** The transaction was rolled back after {@link #run}. */
    default void undone() {}

    /** It will not be run again: there is a fault in itself, and not in the store. */
    default void dropped() {}
}
