package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import se.salesbyte.bridge.salesbyte.Quote;

/**
 * What SalesByte listed in one sweep.
 *
 * @param whole whether it is all that was created in the time looked at; if not, what is not there may exist
 * @param skew how far SalesByte's clock is ahead of ours
 * @param margin how far the two may be apart besides
 * @param until when it was read, by our clock
 */
record Listing(List<Quote> quotes, boolean whole, Duration skew, Duration margin, Instant until) {
    /**
     * Whether a call that began then, by our clock, may have made that quote, so far as its time tells.
     *
     * @param longestCall after which we give up a call; SalesByte is given as long again to end it
     */
    boolean isWithin(Quote quote, Instant startedAt, Duration longestCall) {
        return isWithin(quote, startedAt, startedAt, longestCall);
    }

    /** The same of a call that began at some time from the first to the last. */
    boolean isWithin(Quote quote, Instant first, Instant last, Duration longestCall) {
        Instant createdAt = quote.createdAt();
        if (createdAt == null) {
            return true;
        }
        Instant ours = createdAt.minus(skew);
        Instant latest = last.plus(longestCall.multipliedBy(2));
        return !ours.isBefore(first.minus(margin))
                && !ours.isAfter((latest.isBefore(until) ? latest : until).plus(margin));
    }
}
