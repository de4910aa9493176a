package se.salesbyte.bridge.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What happens when a call does not say whether SalesByte created the lead.
 *
 * @param onServerError {@code salesbyte.on-server-error}, default {@code verify} with an API token, else {@code retry}:
 *     after an answer of 5xx, but for 503
 * @param onUnknown {@code salesbyte.on-unknown}, default {@code verify} with an API token, else {@code hold}: after a
 *     call that left and got no answer
 * @param apiToken {@code salesbyte.api-token}, no default: what the Quotes API is asked with, a secret; always there if
 *     one of the two is {@code verify}
 * @param verifyWait {@code salesbyte.verify-wait}, default 60 seconds: how long after it was asked the Quotes API is
 *     asked again; positive
 * @param markerField {@code salesbyte.marker-field}, no default: the field of the request that carries the ids of lead and attempt, such
 *     as {@code custom_field_10}
 */
public record DoubtSettings(
        OnDoubt onServerError,
        OnDoubt onUnknown,
        Optional<String> apiToken,
        Duration verifyWait,
        Optional<String> markerField) {}
