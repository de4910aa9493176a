package se.salesbyte.bridge.preview;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.ExpectedAnswer;

/** Takes a mapped lead through the shared routes, with an answer at hand instead of SalesByte's. */
@FunctionalInterface
public interface Rehearse {
    /**
     * What becomes of that lead; nothing leaves the machine.
     *
     * @param fields as its mapping gave them
     * @throws IllegalStateException if the routes cannot be run; the message says why
     */
    Rehearsed rehearse(String source, Map<String, @Nullable Object> fields, ExpectedAnswer answer);

    /**
     * What became of it.
     *
     * @param outcome the state of the lead, in a word of the contract
     * @param reason why it failed or is unknown; null if it is neither
     * @param messages the outboxes that tell of it, in order
     */
    record Rehearsed(String outcome, @Nullable String reason, List<String> messages) {}
}
