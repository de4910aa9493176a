package se.salesbyte.bridge.salesbyte.sandbox;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a customer's e-mail asks for by its tag, as {@code 503} in {@code ada+503@example.com}.
 *
 * @param seconds what stands for the number that the tag may carry, {@code 120} in {@code +503-120}, when it carries
 *     none; null if it cannot carry one
 * @param creates whether a quote is made of the call
 * @param meaning what comes back, for the documentation
 * @param reply makes the answer; of a call that is cut off before any answer, it is not asked
 */
record OddAnswer(
        String tag,
        @Nullable Integer seconds,
        boolean creates,
        Wire wire,
        String meaning,
        Function<Call, SandboxReply> reply) {
    /** How an answer leaves. */
    enum Wire {
        /** At once and whole. */
        WHOLE,
        /** Half of it, then the connection is cut. */
        HALF,
        /** Not at all: the connection is cut. */
        NONE,
        /** Whole, once the seconds have passed; the quote is made at once. */
        LATE,
        /** Whole, once the seconds have passed; the quote is made only then. */
        LATE_MADE
    }

    /**
     * The call that is answered.
     *
     * @param seconds those of its tag
     * @param at when it arrived
     * @param uuid the one that it carried
     * @param baseUrl where the sandbox is reached
     * @param documented the answer that SalesByte documents; null if no quote was made
     */
    record Call(int seconds, Instant at, String uuid, String baseUrl, @Nullable SandboxReply documented) {
        SandboxReply created() {
            if (documented == null) {
                throw new IllegalStateException("no quote was made of this call");
            }
            return documented;
        }
    }

    /** An answer that makes no quote and leaves at once. */
    static OddAnswer refusal(String tag, String meaning, Function<Call, SandboxReply> reply) {
        return new OddAnswer(tag, null, false, Wire.WHOLE, meaning, reply);
    }

    /** A refusal that asks for a wait, or takes a number otherwise. */
    static OddAnswer refusal(String tag, int seconds, String meaning, Function<Call, SandboxReply> reply) {
        return new OddAnswer(tag, seconds, false, Wire.WHOLE, meaning, reply);
    }

    /** An answer that leaves at once although a quote was made. */
    static OddAnswer creation(String tag, String meaning, Function<Call, SandboxReply> reply) {
        return new OddAnswer(tag, null, true, Wire.WHOLE, meaning, reply);
    }
}
