package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead whose last call left it in doubt, and about which SalesByte is to be asked.
 *
 * @param found how it stands
 * @param attemptsBefore how many attempts the retry schedule does not count, as it began anew after them
 * @param startedAt when the call in doubt began; of a lead that came back with a backup, the first one that it may have had
 * @param lastCallAt the same, but of a lead that came back with a backup the last one that it may have had
 * @param target where its call went, see {@link Intent#target}; null if not known
 * @param status what it was answered with; null if with nothing
 * @param failure what is known of it, as callbacks carry it, JSON; null if nothing
 * @param reference the sender's own record ids as JSON; null if there are none
 * @param answered how often SalesByte was asked and answered
 * @param failed how often it was asked and did not
 */
public record Unverified(
        Standing found,
        String source,
        @Nullable String eventId,
        Instant receivedAt,
        int attemptsBefore,
        Instant startedAt,
        Instant lastCallAt,
        @Nullable String target,
        @Nullable Integer status,
        @Nullable String failure,
        @Nullable String reference,
        Customer customer,
        int answered,
        int failed) {
    /** Whether nobody knows when its call was made, or whether more than one was. */
    public boolean restored() {
        return lastCallAt.isAfter(startedAt);
    }

    /** The lead's id. */
    public String id() {
        return found.leadId();
    }
}
