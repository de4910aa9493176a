package se.salesbyte.bridge.crash;

import java.util.Locale;

/** What is done to one of several replicas, to its way to the database, or to the database of all. */
enum Trouble {
    KILL,
    /** The replica is killed as its commit leaves, which the database never sees. */
    KILL_BEFORE_COMMIT,
    /** The replica is killed while the database commits for it. */
    KILL_AFTER_COMMIT,
    TERMINATE,
    /** SIGSTOP for longer than the lease, and SIGCONT. */
    STOP,
    CUT_BEFORE_COMMIT,
    CUT_AFTER_COMMIT,
    /** All connections of the replica are reset. */
    CUT_ALL,
    /** The same, and new ones are refused for longer than the lease. */
    REFUSE,
    /** For longer than the lease nothing passes between replica and database, and nothing is closed. */
    HOLD,
    DATABASE_KILL,
    /** Stopped in order, and started again. */
    DATABASE_RESTART;

    /** Whether a replica dies of it. */
    boolean kills() {
        return this == KILL || this == KILL_BEFORE_COMMIT || this == KILL_AFTER_COMMIT;
    }

    /** Whether all replicas feel it. */
    boolean isOfTheDatabase() {
        return this == DATABASE_KILL || this == DATABASE_RESTART;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
