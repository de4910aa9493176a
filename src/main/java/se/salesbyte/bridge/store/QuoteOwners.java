package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What we know of quotes that SalesByte lists, all at one moment.
 *
 * @param owners our lead of each, by the quote's id, also if it was sent again since; those that are nobody's are not there
 * @param inDoubt leads whose quote we do not know though a call was made
 */
public record QuoteOwners(Map<String, Owner> owners, List<InDoubt> inDoubt) {
    /**
     * A lead that has a quote; the one that was answered with it, if more than one has.
     *
     * @param leadId empty if the lead is erased
     * @param calledAt when the call began that was answered with it; null if it is known in another way
     * @param target where that call went, see {@link Intent#target}; null if not known
     */
    public record Owner(String leadId, @Nullable Instant calledAt, @Nullable String target) {}

    /** A lead in a call, or with one that nobody knows the outcome of. */
    public record InDoubt(String leadId, Instant calledAt, Customer customer) {}
}
