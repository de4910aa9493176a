package se.salesbyte.bridge.bench;

import org.HdrHistogram.Histogram;

/**
 * A distribution of times in milliseconds.
 *
 * @param count how many
 */
record Latency(long count, double p50, double p99, double max) {
    static final Latency NONE = new Latency(0, 0, 0, 0);

    private static final double MICROS = 1000.0;

    /** A histogram of microseconds. */
    static Latency of(Histogram micros) {
        return new Latency(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / MICROS,
                micros.getValueAtPercentile(99) / MICROS,
                micros.getMaxValue() / MICROS);
    }
}
