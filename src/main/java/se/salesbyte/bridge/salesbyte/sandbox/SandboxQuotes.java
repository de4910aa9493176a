package se.salesbyte.bridge.salesbyte.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The quotes in memory, bounded in number and weight, the oldest out first. Safe for any number of threads. */
final class SandboxQuotes {
    private static final long FIRST_ID = 1001;
    /** Characters of text in all quotes together: long messages must not fill the heap. */
    private static final long MOST_WEIGHT = 32L * 1024 * 1024;

    private final int capacity;
    private final Map<Long, SandboxQuote> byId = new LinkedHashMap<>();
    private final Map<String, SandboxQuote> byKey = new HashMap<>();
    private long nextId = FIRST_ID;
    private long weight;

    SandboxQuotes(int capacity) {
        this.capacity = capacity;
    }

    synchronized SandboxQuote create(String key, Instant createdAt, Map<String, @Nullable Object> fields) {
        SandboxQuote quote = new SandboxQuote(nextId, key, createdAt, fields);
        add(quote);
        return quote;
    }

    synchronized void add(SandboxQuote quote) {
        byId.put(quote.id(), quote);
        byKey.put(quote.key(), quote);
        weight += weight(quote);
        nextId = Math.max(nextId, quote.id() + 1);
        while (byId.size() > capacity || (weight > MOST_WEIGHT && byId.size() > 1)) {
            removeOldest();
        }
    }

    synchronized @Nullable SandboxQuote withId(long id) {
        return byId.get(id);
    }

    synchronized @Nullable SandboxQuote withKey(String key) {
        return byKey.get(key);
    }

    /** Oldest first; a copy. */
    synchronized List<SandboxQuote> all() {
        return List.copyOf(byId.values());
    }

    /** The newest first. */
    List<SandboxQuote> latest(int count) {
        List<SandboxQuote> all = all();
        List<SandboxQuote> latest = new ArrayList<>(all.subList(Math.max(0, all.size() - count), all.size()));
        Collections.reverse(latest);
        return latest;
    }

    private void removeOldest() {
        SandboxQuote oldest = byId.values().iterator().next();
        byId.remove(oldest.id());
        byKey.remove(oldest.key());
        weight -= weight(oldest);
    }

    private static long weight(SandboxQuote quote) {
        return quote.fields().values().stream()
                .mapToLong(value -> value == null ? 0 : value.toString().length())
                .sum();
    }
}
