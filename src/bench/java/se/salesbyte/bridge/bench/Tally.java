package se.salesbyte.bridge.bench;

import java.util.Arrays;

/** How often each number was seen. Not thread-safe. */
final class Tally {
    private byte[] times = new byte[1 << 20];
    private int distinct;
    private int again;

    /** Whether it was seen for the first time. */
    boolean add(int number) {
        if (number >= times.length) {
            times = Arrays.copyOf(times, Math.max(number + 1, 2 * times.length));
        }
        if (times[number] < Byte.MAX_VALUE) {
            times[number]++;
        }
        boolean first = times[number] == 1;
        if (first) {
            distinct++;
        } else {
            again++;
        }
        return first;
    }

    boolean has(int number) {
        return number < times.length && times[number] > 0;
    }

    /** How many numbers were seen. */
    int distinct() {
        return distinct;
    }

    /** How often a number was seen that had been seen before. */
    int again() {
        return again;
    }
}
