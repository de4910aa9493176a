package se.salesbyte.bridge.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.Failure;
import se.salesbyte.bridge.delivery.FailureReason;
import se.salesbyte.bridge.delivery.Outcome;

/**
 * The record that an event only names was not to be had. Nothing has gone to SalesByte yet, so nothing is in doubt: what
 * may be better later is tried again by the schedule, the rest has failed and can be replayed once it is mended.
 */
final class NoRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final Set<Integer> LATER = Set.of(408, 423, 425, TOO_MANY_REQUESTS);
    private static final Set<Integer> GONE = Set.of(404, 410);

    private final transient Outcome outcome;
    private final boolean tooFast;

    private NoRecordException(Outcome outcome, boolean tooFast, @Nullable Throwable cause) {
        super(outcome.detail(), cause);
        this.outcome = outcome;
        this.tooFast = tooFast;
    }

    /** It may be had later. */
    static NoRecordException yet(String why, @Nullable Throwable cause) {
        return new NoRecordException(Outcome.retry(null, "no record yet: " + why, null), false, cause);
    }

    /** It cannot be had until somebody mends that. */
    static NoRecordException until(String mended) {
        return failed(FailureReason.CONFIGURATION, mended + ", then replay the lead");
    }

    /** There is none for this event. */
    static NoRecordException ever(String why) {
        return failed(FailureReason.MAPPING, why);
    }

    /** The provider answered that there are too many calls. */
    static NoRecordException tooFast(int status, @Nullable Duration retryAfter) {
        String detail = "no record yet: the provider answered " + status + ", too many calls";
        return new NoRecordException(Outcome.retry(null, detail, retryAfter), true, null);
    }

    /**
     * The provider answered otherwise than with the record. What it says is left out: it may quote the record or the token.
     *
     * <p>Of 404 and 410 a person is told, instead of skipping the lead: they also come of a token for another account and of
     * a wrong address, and then every lead would vanish without a word.
     *
     * @param retryAfter what it asked for; null if it did not
     */
    static NoRecordException answered(String source, int status, @Nullable Duration retryAfter) {
        String answer = "the provider answered " + status;
        if (status == TOO_MANY_REQUESTS) {
            return tooFast(status, retryAfter);
        }
        if (LATER.contains(status) || status >= SERVER_ERRORS) {
            return new NoRecordException(Outcome.retry(null, "no record yet: " + answer, retryAfter), false, null);
        }
        return GONE.contains(status)
                ? failed(
                        FailureReason.MAPPING,
                        "no record: " + answer + "; likely causes: it was deleted or merged meanwhile, or " + source
                                + ".token is of another account")
                : failed(
                        FailureReason.CONFIGURATION,
                        "no record: " + answer + "; likely causes: " + source
                                + ".token is wrong, has expired or may not"
                                + " read such records, the address in its route is wrong, or a proxy refuses."
                                + " Mend it, then replay the lead");
    }

    /** As the other, of a route that calls {@code http:} itself. */
    static NoRecordException answered(String source, HttpOperationFailedException answer, Instant now) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (answer.getResponseHeaders() != null) {
            headers.putAll(answer.getResponseHeaders());
        }
        Duration retryAfter = LeadProducer.askedWait(headers.get("Retry-After"), now);
        return answered(source, answer.getStatusCode(), retryAfter);
    }

    private static NoRecordException failed(FailureReason reason, String message) {
        return new NoRecordException(Outcome.failed(new Failure(reason, null, message, Map.of())), false, null);
    }

    /** What the attempt comes to. */
    Outcome outcome() {
        return outcome;
    }

    /** Whether the provider wants fewer calls from all leads of the source. */
    boolean isTooFast() {
        return tooFast;
    }
}
