package se.salesbyte.bridge.store;

import java.util.Locale;

/** Where a lead stands; the words of the contract ("The lead's life"), in tables and API alike. */
public enum LeadState {
    /** On disk and due, no attempt made yet. */
    ACCEPTED,
    /** An intent is on disk: a call may have left. */
    DELIVERING,
    /** An attempt came to nothing for certain; the next one has its time. */
    RETRYING,
    /** SalesByte answered with the id of the quote. */
    DELIVERED,
    /** Given up: rejected, invalid or exhausted. */
    FAILED,
    /** A call left and nobody can know what became of it. */
    UNKNOWN,
    /** The mapping said that this event is no lead. */
    SKIPPED,
    /** A person decided that it goes nowhere. */
    DISCARDED,
    /** A person was erased from it: what is left says that an event was here. */
    ERASED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The state in lower case, as it is stored and shown. */
    public String word() {
        return word;
    }

    /**
     * The state of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LeadState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
