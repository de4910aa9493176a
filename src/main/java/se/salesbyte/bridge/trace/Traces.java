package se.salesbyte.bridge.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is told what has happened to leads, once it has: nothing is opened that somebody would have to close on another thread, in
 * another process or a day later. Each lead has a trace of its own, known by its id alone. Thread-safe; does not wait.
 */
public interface Traces extends AutoCloseable {
    /** Nobody asks. */
    Traces NONE = new Traces() {};

    /**
     * A request was acknowledged.
     *
     * @param traceparent as the sender gave it; null if it did not
     * @param fresh the ids of leads that it brought
     * @param known the ids of leads that it brought once more
     */
    default void accepted(
            String source,
            @Nullable String traceparent,
            List<String> fresh,
            List<String> known,
            Instant start,
            Instant end) {}

    /** An attempt has its outcome. */
    default void attempted(Attempted attempt) {}

    /**
     * A message about a lead was tried.
     *
     * @param fault why it was not received; null if it was
     */
    default void tried(String lead, String outbox, int number, Instant start, Instant end, @Nullable String fault) {}

    /** The headers by which a receiver of a message about that lead goes on with its trace; none while nobody asks. */
    default Map<String, String> headers(String lead) {
        return Map.of();
    }

    /** Hands over what is left. */
    @Override
    default void close() {}

    /**
     * What is told of an attempt.
     *
     * @param outcome the state that the lead took, in a word of the contract
     * @param status SalesByte's; null if there was no answer
     * @param call how long before the end the call's head left, and for how long it went on; null if none left
     */
    record Attempted(
            String lead,
            String source,
            int number,
            Instant start,
            Instant end,
            String outcome,
            @Nullable Integer status,
            @Nullable Call call) {}

    /** When a call's head left, and how long it took to the answer's head or its end. */
    record Call(Duration beforeEnd, Duration took) {}
}
