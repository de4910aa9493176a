package se.salesbyte.bridge.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * By which an event is known again in whatever is made of it.
 *
 * @param number from 0, each once in a run
 * @param dueMicros when it was to be sent, microseconds since the epoch
 */
record Mark(int number, long dueMicros) {
    private static final byte[] BEGIN = "bench-".getBytes(US_ASCII);
    private static final int NUMBER_DIGITS = 9;
    private static final int TIME_DIGITS = 16;

    static long nowMicros() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    }

    String text() {
        return String.format(Locale.ROOT, "bench-%09d-%016d", number, dueMicros);
    }

    /** The first in that text; empty if there is none. */
    static Optional<Mark> in(byte[] text) {
        int last = text.length - BEGIN.length - NUMBER_DIGITS - 1 - TIME_DIGITS;
        for (int at = 0; at <= last; at++) {
            if (text[at] == BEGIN[0] && begins(text, at)) {
                int number = at + BEGIN.length;
                return Optional.of(new Mark(
                        (int) digits(text, number, NUMBER_DIGITS),
                        digits(text, number + NUMBER_DIGITS + 1, TIME_DIGITS)));
            }
        }
        return Optional.empty();
    }

    private static boolean begins(byte[] text, int at) {
        for (int i = 1; i < BEGIN.length; i++) {
            if (text[at + i] != BEGIN[i]) {
                return false;
            }
        }
        return true;
    }

    private static long digits(byte[] text, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}
