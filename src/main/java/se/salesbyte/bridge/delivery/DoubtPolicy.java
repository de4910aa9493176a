package se.salesbyte.bridge.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a lead when a call does not say whether SalesByte created it: tried again, which may create it twice,
 * or unknown until a person settles it.
 *
 * @param retryServerErrors {@code salesbyte.on-server-error}: after an answer of 5xx
 * @param retryUnknown {@code salesbyte.on-unknown}: after a call that left and got no answer
 */
public record DoubtPolicy(boolean retryServerErrors, boolean retryUnknown) {
    /** SalesByte answered that something went wrong, and not what it had done by then. */
    public Outcome serverError(Failure failure, @Nullable Duration retryAfter) {
        return retryServerErrors
                ? Outcome.retry(failure.status(), failure.message(), retryAfter)
                : Outcome.unknown(failure);
    }

    /** The request left and no answer came. */
    public Outcome noAnswer(Failure failure) {
        return retryUnknown ? Outcome.retry(null, failure.message(), null) : Outcome.unknown(failure);
    }
}
