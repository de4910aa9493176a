package se.salesbyte.bridge.salesbyte.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The quotes in memory and, if there is a journal, on disk. What it returns as a future is done once it is on disk too,
 * on a thread of the journal's or on the caller's. Safe for any number of threads.
 */
final class KeptQuotes implements AutoCloseable {
    private final SandboxQuotes quotes;
    private final @Nullable SandboxJournal journal;
    private final Clock clock;
    private final QuoteKey keys = new QuoteKey();

    /** Reads the journal, and so may block. */
    KeptQuotes(SandboxConfig config, Clock clock) {
        this.quotes = new SandboxQuotes(config.capacity());
        this.journal = config.journal() == null ? null : SandboxJournal.open(config.journal(), quotes);
        this.clock = clock;
    }

    SandboxQuotes inMemory() {
        return quotes;
    }

    Instant now() {
        return clock.instant();
    }

    CompletableFuture<SandboxQuote> create(Map<String, @Nullable Object> fields) {
        return keep(quotes.create(keys.next(), now(), fields));
    }

    /** The quote as it is then; null if it is not here any more. */
    CompletableFuture<@Nullable SandboxQuote> checkOut(long id, Checkout checkout) {
        SandboxQuote checkedOut = quotes.checkOut(id, checkout);
        return checkedOut == null ? CompletableFuture.completedFuture(null) : keep(checkedOut);
    }

    /** Removes those that match; how many they were. */
    CompletableFuture<Integer> removeIf(Predicate<SandboxQuote> matches) {
        int removed = quotes.removeIf(matches);
        return journal == null
                ? CompletableFuture.completedFuture(removed)
                : journal.forgetTheOthers().thenApply(done -> removed);
    }

    private CompletableFuture<SandboxQuote> keep(SandboxQuote quote) {
        return journal == null
                ? CompletableFuture.completedFuture(quote)
                : journal.append(quote).thenApply(done -> quote);
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
