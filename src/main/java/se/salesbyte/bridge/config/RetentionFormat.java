package se.salesbyte.bridge.config;

import java.time.Duration;
import java.util.Optional;

/** How long something is kept, as people write it: {@code 90d}, or {@code none} for ever. */
final class RetentionFormat {
    private static final String FOR_EVER = "none";
    private static final Duration SHORTEST = Duration.ofDays(1);

    static final Format<Optional<Duration>> ONE =
            Format.shown(RetentionFormat::parse, "write a duration of at least 1d such as 90d, or none to keep all");

    private RetentionFormat() {}

    private static Optional<Optional<Duration>> parse(String text) {
        Optional<Duration> keep = DurationFormat.parse(text).filter(duration -> duration.compareTo(SHORTEST) >= 0);
        return keep.isPresent() || FOR_EVER.equals(text) ? Optional.of(keep) : Optional.empty();
    }
}
