package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.Quote;
import se.salesbyte.bridge.salesbyte.QuotePage;
import se.salesbyte.bridge.salesbyte.QuotesClient;

/** Reads the list of quotes, the newest first, as far back as it is asked for. */
final class ListQuotes {
    /** No more pages are read at a time; then nothing counts as absent. */
    static final int MOST_PAGES = 1000;

    /** Around SalesByte's own clock, which its answers show to the second. */
    static final Duration MARGIN = Duration.ofMinutes(1);

    /** Where its answers show none, and the two clocks may differ. */
    static final Duration MARGIN_WITHOUT_CLOCK = Duration.ofMinutes(10);

    private static final Duration A_DAY = Duration.ofDays(1); // SalesByte does not say in which zone its days are

    private final QuotesClient client;
    private final Clock clock;

    ListQuotes(QuotesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * All that was created since that time, by our clock; some of it may be older.
     *
     * @param thorough whether the day before is read too, in case that clocks were wrong
     */
    Listing since(Instant startedAt, boolean thorough) throws InterruptedException {
        LocalDate from = day(startedAt.minus(A_DAY));
        LocalDate to = day(clock.instant().plus(A_DAY));
        Map<String, Quote> found = new LinkedHashMap<>();
        QuotePage first = client.list(from, to, 1);
        Duration skew = skew(first.answeredAt());
        Duration margin = first.answeredAt() == null ? MARGIN_WITHOUT_CLOCK : MARGIN;
        Instant oldest = startedAt.plus(skew).minus(thorough ? A_DAY : margin);
        boolean whole = false;
        QuotePage page = first;
        for (int number = 2; ; number++) {
            int before = found.size();
            page.quotes().forEach(quote -> found.putIfAbsent(quote.id(), quote));
            if (page.quotes().isEmpty() || isOlder(page, oldest)) {
                whole = true;
                break;
            }
            if (found.size() == before) {
                whole = Objects.equals(top(client.list(from, to, 1)), top(first));
                break;
            }
            if (number > MOST_PAGES) {
                break;
            }
            page = client.list(from, to, number);
        }
        return new Listing(new ArrayList<>(found.values()), whole, skew, margin, clock.instant());
    }

    private Duration skew(@Nullable Instant theirs) {
        return theirs == null ? Duration.ZERO : Duration.between(clock.instant(), theirs);
    }

    /** The newest quote's id. A page that brings nothing new is the last one, unless new quotes pushed it down. */
    private static @Nullable String top(QuotePage page) {
        return page.quotes().isEmpty() ? null : page.quotes().get(0).id();
    }

    private static boolean isOlder(QuotePage page, Instant oldest) {
        List<Quote> quotes = page.quotes();
        Instant last = quotes.get(quotes.size() - 1).createdAt();
        return last != null && last.isBefore(oldest);
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
