package se.salesbyte.bridge.camel;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The lead that a thread works on: each line that it logs meanwhile names it, and its source. */
final class LeadOnThread {
    private static final String LEAD = "lead";
    private static final String SOURCE = "source";

    private LeadOnThread() {}

    /** Whether the thread has one. */
    static boolean isKnown() {
        return MDC.get(LEAD) != null;
    }

    /**
     * Does that with the lead on the thread.
     *
     * @param lead null if there is none, as of a system message
     * @param source empty if there is none
     */
    static <T> T during(@Nullable String lead, String source, Supplier<T> work) {
        if (lead != null) {
            MDC.put(LEAD, lead);
        }
        if (!source.isEmpty()) {
            MDC.put(SOURCE, source);
        }
        try {
            return work.get();
        } finally {
            MDC.remove(LEAD);
            MDC.remove(SOURCE);
        }
    }
}
