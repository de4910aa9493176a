package se.salesbyte.bridge.store;

import java.util.Locale;

/** Where a replay of many stands, as stored and shown. */
public enum ReplayState {
    RUNNING,
    /** By a person; what it had started goes on. */
    STOPPED,
    /** Nothing is left to start. */
    DONE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** In lower case. */
    public String word() {
        return word;
    }

    /**
     * The state of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ReplayState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
