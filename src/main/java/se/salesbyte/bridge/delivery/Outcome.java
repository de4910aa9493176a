package se.salesbyte.bridge.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.LeadState;

/**
 * What one attempt came to.
 *
 * @param state what the lead becomes
 * @param status SalesByte's HTTP status; null if there was no answer
 * @param detail what happened, for people; null if the state says it all
 * @param failure set if failed or unknown, and for a retry what to say should it have been the last
 * @param quote set if delivered
 * @param lookedUp whether SalesByte is asked before anybody is told; only if unknown
 * @param retryAfter how long SalesByte asked us to wait; null if it did not
 */
public record Outcome(
        LeadState state,
        @Nullable Integer status,
        @Nullable String detail,
        @Nullable Failure failure,
        @Nullable CreatedQuote quote,
        boolean lookedUp,
        @Nullable Duration retryAfter) {

    /** SalesByte created the quote. */
    public static Outcome delivered(int status, CreatedQuote quote) {
        return new Outcome(LeadState.DELIVERED, status, null, null, quote, false, null);
    }

    /** SalesByte has the quote, though no answer of its own said so. */
    static Outcome found(CreatedQuote quote) {
        return new Outcome(LeadState.DELIVERED, null, null, null, quote, false, null);
    }

    /** Nothing was created for certain, or the operator lets it be tried again anyway. */
    public static Outcome retry(@Nullable Integer status, String detail, @Nullable Duration retryAfter) {
        return new Outcome(LeadState.RETRYING, status, detail, null, null, false, retryAfter);
    }

    /** Given up. */
    public static Outcome failed(Failure failure) {
        return new Outcome(LeadState.FAILED, failure.status(), failure.message(), failure, null, false, null);
    }

    /** A call left, and nobody can know what became of it. */
    public static Outcome unknown(Failure failure) {
        return new Outcome(LeadState.UNKNOWN, failure.status(), failure.message(), failure, null, false, null);
    }

    /** As unknown, but SalesByte is asked first. */
    static Outcome inDoubt(Failure failure) {
        return new Outcome(LeadState.UNKNOWN, failure.status(), failure.message(), failure, null, true, null);
    }

    /** The mapping said that this event is no lead. */
    public static Outcome skipped(String why) {
        return new Outcome(LeadState.SKIPPED, null, why, null, null, false, null);
    }

    /** Whether outboxes tell of it: the contract has no event for a retry or a skipped lead. */
    boolean isAnnounced() {
        return state == LeadState.DELIVERED || needsAttention();
    }

    /** Whether a person should hear of it. */
    boolean needsAttention() {
        return state == LeadState.FAILED || (state == LeadState.UNKNOWN && !lookedUp);
    }
}
