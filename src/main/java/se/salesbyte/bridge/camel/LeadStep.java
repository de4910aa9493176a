package se.salesbyte.bridge.camel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.FailureReason;

/** What a route can say of the lead in hand. */
enum LeadStep {
    /** A request to SalesByte comes next: its intent is put on disk first. */
    CALL,
    /** The record that the event only names is put under it; a provider that does not give it decides the outcome. */
    FETCH,
    DELIVERED,
    RETRY,
    FAILED,
    UNKNOWN,
    SKIPPED,
    /** The customer of another lead has bought: that lead's source is told, and the event in hand is skipped. */
    CHECKED_OUT,
    /** An answer that does not say whether the lead exists: as {@code salesbyte.on-server-error} says. */
    SERVER_ERROR,
    /** A call that left and got no answer: as {@code salesbyte.on-unknown} says. */
    NO_ANSWER;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    static LeadStep named(String word) {
        return Arrays.stream(values())
                .filter(step -> step.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("lead:" + word + " says nothing of a lead: use one of "
                        + Arrays.stream(values())
                                .map(step -> "lead:" + step.word)
                                .toList()));
    }

    static boolean isStep(String word) {
        return Arrays.stream(values()).anyMatch(step -> step.word.equals(word));
    }

    /** The reason that {@code lead:failed} gives; rejected unless set. */
    static FailureReason reason(@Nullable String word) {
        if (word == null) {
            return FailureReason.REJECTED;
        }
        List<FailureReason> allowed = List.of(
                FailureReason.CONFIGURATION, FailureReason.REJECTED, FailureReason.MAPPING, FailureReason.VALIDATION);
        return allowed.stream()
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("lead:failed: reason \"" + word + "\" is not known: use one of "
                                + allowed.stream().map(FailureReason::word).toList()));
    }
}
