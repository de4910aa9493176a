package se.salesbyte.bridge.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.QuotesClient;

/**
 * How SalesByte is asked about leads in doubt.
 *
 * @param client what it is asked with; null if there is no token
 * @param lookUp whether it can be asked
 * @param askAgainAfter {@code salesbyte.verify-wait}
 * @param longestCall after which a call to create a lead is given up
 * @param marked whether requests carry the ids of lead and attempt ({@code salesbyte.marker-field})
 * @param phones how numbers are compared
 */
public record LookUpSettings(
        @Nullable QuotesClient client,
        LookUpSwitch lookUp,
        Duration askAgainAfter,
        Duration longestCall,
        boolean marked,
        PhoneNumbers phones) {}
