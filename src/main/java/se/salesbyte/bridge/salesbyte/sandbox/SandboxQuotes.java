package se.salesbyte.bridge.salesbyte.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The quotes in memory, bounded in number and weight, the oldest out first. Safe for any number of threads. */
final class SandboxQuotes {
    private static final long FIRST_ID = 1001;
    /** Characters of text in all quotes together: long messages must not fill the heap. */
    private static final long MOST_WEIGHT = 32L * 1024 * 1024;

    private final int capacity;
    private final NavigableMap<Long, SandboxQuote> byId = new TreeMap<>();
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

    /** Adds a quote, or replaces the one with its id. */
    synchronized void add(SandboxQuote quote) {
        remove(byId.get(quote.id()));
        byId.put(quote.id(), quote);
        byKey.put(quote.key(), quote);
        weight += weight(quote);
        nextId = Math.max(nextId, quote.id() + 1);
        while (byId.size() > capacity || (weight > MOST_WEIGHT && byId.size() > 1)) {
            remove(byId.firstEntry().getValue());
        }
    }

    /** Removes those that match, and says how many they were. Their ids are not given again. */
    synchronized int removeIf(Predicate<SandboxQuote> matches) {
        List<SandboxQuote> matching = byId.values().stream().filter(matches).toList();
        matching.forEach(this::remove);
        return matching.size();
    }

    /** Checks a quote out; null if it is not here any more. */
    synchronized @Nullable SandboxQuote checkOut(long id, Checkout checkout) {
        SandboxQuote quote = byId.get(id);
        if (quote == null) {
            return null;
        }
        SandboxQuote checkedOut = quote.with(checkout);
        add(checkedOut);
        return checkedOut;
    }

    /** The id that the next quote gets. */
    synchronized long nextId() {
        return nextId;
    }

    /** Gives no id below this one from now on. */
    synchronized void startAt(long id) {
        nextId = Math.max(nextId, id);
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

    private void remove(@Nullable SandboxQuote quote) {
        if (quote != null) {
            byId.remove(quote.id());
            byKey.remove(quote.key());
            weight -= weight(quote);
        }
    }

    private static long weight(SandboxQuote quote) {
        return quote.fields().values().stream()
                .mapToLong(value -> value == null ? 0 : value.toString().length())
                .sum();
    }
}
