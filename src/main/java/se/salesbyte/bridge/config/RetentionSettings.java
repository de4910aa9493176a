package se.salesbyte.bridge.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How long leads that have ended are kept after the last thing that was done with them: each at least a day and as long as the
 * dedupe and duplicate windows, empty for ever. Those of one state as long as {@code all} unless that is set for itself.
 *
 * @param all {@code bridge.retention}, default {@code none}
 * @param delivered {@code bridge.retention.delivered}, no default: they are in SalesByte
 * @param failed {@code bridge.retention.failed}, no default: a person may want to mend and replay them
 * @param skipped {@code bridge.retention.skipped}, no default: they were no leads
 * @param discarded {@code bridge.retention.discarded}, no default: a person said that they go nowhere
 */
public record RetentionSettings(
        Optional<Duration> all,
        Optional<Duration> delivered,
        Optional<Duration> failed,
        Optional<Duration> skipped,
        Optional<Duration> discarded) {}
