package se.salesbyte.bridge.store;

import org.jspecify.annotations.Nullable;

/**
 * Whether a lead is delivered once more.
 *
 * @param run the new run; the last one if there is no new one
 * @param state the lead's state: accepted in its new run, else as it was and is
 * @param salesbyteId of the quote that the lead has; null if none is known
 */
public record ReplayAnswer(Verdict verdict, int run, LeadState state, @Nullable String salesbyteId) {
    /** What was decided. */
    public enum Verdict {
        /** A new run is on disk and due. */
        OPENED,
        /** It is delivered, or nobody knows: a person must insist. */
        NEEDS_FORCE,
        /** Its attempt, or the wait for one, is not over. */
        ON_ITS_WAY,
        /** It has no payload any more. */
        ERASED,
        /** It is in another state than the person saw it in. */
        CHANGED
    }
}
