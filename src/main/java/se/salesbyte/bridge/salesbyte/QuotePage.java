package se.salesbyte.bridge.salesbyte;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the list of quotes.
 *
 * @param answeredAt by the clock of SalesByte, which is the one that dates its quotes; null if it does not tell
 */
public record QuotePage(List<Quote> quotes, @Nullable Instant answeredAt) {}
