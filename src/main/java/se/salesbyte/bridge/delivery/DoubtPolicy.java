package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a lead when a call does not say whether SalesByte created it: tried again, which may create it twice;
 * looked up at SalesByte; or unknown until a person settles it. What cannot be looked up is held.
 *
 * @param onServerError {@code salesbyte.on-server-error}: after an answer of 5xx
 * @param onUnknown {@code salesbyte.on-unknown}: after a call that left and got no answer
 * @param lookUp whether SalesByte can be asked
 */
public record DoubtPolicy(Doubt onServerError, Doubt onUnknown, LookUpSwitch lookUp) {
    private static final Failure RESTORED = new Failure(
            FailureReason.UNKNOWN_OUTCOME,
            null,
            "not sent: the lead came back with a backup, and may have been sent since that was made",
            Map.of());

    /** SalesByte answered that something went wrong, and not what it had done by then. */
    public Outcome serverError(Failure failure, @Nullable Duration retryAfter) {
        return onServerError == Doubt.RETRY
                ? Outcome.retry(failure.status(), failure.message(), retryAfter)
                : lookedUpOrHeld(onServerError, failure);
    }

    /** The request left and no answer came. */
    public Outcome noAnswer(Failure failure) {
        return onUnknown == Doubt.RETRY
                ? Outcome.retry(null, failure.message(), null)
                : lookedUpOrHeld(onUnknown, failure);
    }

    /** SalesByte took it and did not say as what: it is never sent again, but may be found. */
    public Outcome acceptedSomewhere(Failure failure) {
        return lookedUpOrHeld(onUnknown, failure);
    }

    /** It came back with a backup, and may have been created since that was made: never sent again by itself. */
    public Outcome restored() {
        return lookedUpOrHeld(onUnknown == Doubt.HOLD ? Doubt.HOLD : Doubt.VERIFY, RESTORED);
    }

    private Outcome lookedUpOrHeld(Doubt doubt, Failure failure) {
        return doubt == Doubt.VERIFY && lookUp.isOn() ? Outcome.inDoubt(failure) : Outcome.unknown(failure);
    }
}
