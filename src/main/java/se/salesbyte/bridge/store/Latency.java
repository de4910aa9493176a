package se.salesbyte.bridge.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From receipt to delivery, in milliseconds; by nearest rank, each null if nothing was delivered. */
public record Latency(@Nullable Long p50, @Nullable Long p95, @Nullable Long p99) {
    static Latency of(long[] millis) {
        long[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Latency(rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
    }

    private static @Nullable Long rank(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return null;
        }
        int rank = (int) Math.ceil(sorted.length * (percent / 100.0));
        return sorted[Math.max(1, rank) - 1];
    }
}
