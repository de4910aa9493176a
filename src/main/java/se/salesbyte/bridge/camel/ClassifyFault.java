package se.salesbyte.bridge.camel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.DoubtPolicy;
import se.salesbyte.bridge.delivery.Failure;
import se.salesbyte.bridge.delivery.FailureReason;
import se.salesbyte.bridge.delivery.LeadInHand;
import se.salesbyte.bridge.delivery.Outcome;
import se.salesbyte.bridge.mapping.MappingException;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.salesbyte.FieldFault;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;
import se.salesbyte.bridge.salesbyte.SecretMask;

/** What an attempt comes to when its route ends without saying so. */
final class ClassifyFault {
    private static final int LONGEST_MESSAGE = 300;

    private final SecretMask secrets;
    private final DoubtPolicy policy;

    ClassifyFault(SecretMask secrets, DoubtPolicy policy) {
        this.secrets = secrets;
        this.policy = policy;
    }

    /**
     * The outcome: mapping and validation faults are failures; before a byte has left anything else is tried again;
     * after it nobody knows, and the policy decides.
     *
     * @param fault what ended the route; null if it came to its end
     */
    Outcome outcomeOf(@Nullable Throwable fault, LeadInHand attempt) {
        NoRecordException noRecord = find(fault, NoRecordException.class);
        if (noRecord != null && !attempt.isRequestSent()) {
            return noRecord.outcome();
        }
        InvalidLeadException invalid = find(fault, InvalidLeadException.class);
        if (invalid != null && !attempt.isRequestSent()) {
            return failed(FailureReason.VALIDATION, invalid, errorsOf(invalid));
        }
        Exception unmapped = find(fault, MappingException.class);
        if (unmapped == null) {
            unmapped = find(fault, UnparseablePayloadException.class);
        }
        if (unmapped != null && !attempt.isRequestSent()) {
            return failed(FailureReason.MAPPING, unmapped, Map.of());
        }
        String detail = fault == null
                ? "the route ended without an outcome: end it with direct:salesbyte or lead:skipped"
                : describe(fault);
        return attempt.isRequestSent()
                ? inDoubt(new Failure(FailureReason.UNKNOWN_OUTCOME, null, detail, Map.of()), attempt)
                : Outcome.retry(null, detail, null);
    }

    /** The outcome of a call that left and came to nothing: once SalesByte has answered, it is not for us to repeat it. */
    Outcome inDoubt(Failure failure, LeadInHand attempt) {
        return attempt.isAnswered() ? Outcome.unknown(failure) : policy.noAnswer(failure);
    }

    /** What happened, for people: never a payload, as exceptions of libraries may quote one. */
    String describe(Throwable fault) {
        Throwable bare = unwrapped(fault);
        if (bare instanceof HttpOperationFailedException answer) {
            return "answered " + answer.getStatusCode(); // its message quotes the address, which may hold a token
        }
        String message = bare instanceof java.io.IOException ? bare.getMessage() : null;
        String text = message == null ? nameOf(bare) : nameOf(bare) + ": " + secrets.mask(message);
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
    }

    /** The fault's own name and, where it may be told, what it says. */
    static String nameOf(Throwable fault) {
        Throwable bare = unwrapped(fault);
        return bare.getClass().getPackageName().startsWith("se.salesbyte.bridge")
                ? String.valueOf(bare.getMessage())
                : bare.getClass().getSimpleName();
    }

    /** Camel wraps errors and checked exceptions, and its wrapper says nothing. */
    private static Throwable unwrapped(Throwable fault) {
        Throwable bare = fault;
        while (bare instanceof RuntimeCamelException && bare.getCause() != null) {
            bare = bare.getCause();
        }
        return bare;
    }

    private static Outcome failed(FailureReason reason, Exception fault, Map<String, List<String>> errors) {
        return Outcome.failed(new Failure(reason, null, String.valueOf(fault.getMessage()), errors));
    }

    private static Map<String, List<String>> errorsOf(InvalidLeadException invalid) {
        Map<String, List<String>> errors = new TreeMap<>();
        for (FieldFault fault : invalid.faults()) {
            errors.merge(fault.field(), List.of(fault.reason()), ClassifyFault::both);
        }
        return errors;
    }

    private static List<String> both(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    static <T extends Throwable> @Nullable T find(@Nullable Throwable fault, Class<T> type) {
        return fault == null ? null : ObjectHelper.getException(type, fault);
    }
}
