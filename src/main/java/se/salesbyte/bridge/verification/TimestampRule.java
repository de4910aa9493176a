package se.salesbyte.bridge.verification;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request says when it was signed, and how far that may be from now.
 *
 * @param header the header it stands in; null if inside the signature header
 * @param unit of the number since 1970
 * @param tolerance positive; how much older or newer than the clock a timestamp may be
 */
public record TimestampRule(@Nullable String header, Unit unit, Duration tolerance) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    /** What a timestamp counts. */
    public enum Unit {
        SECONDS(ChronoUnit.SECONDS),
        MILLISECONDS(ChronoUnit.MILLIS);

        private final ChronoUnit unit;

        Unit(ChronoUnit unit) {
            this.unit = unit;
        }

        Instant instantOf(long count) {
            return Instant.EPOCH.plus(count, unit);
        }

        String textOf(Instant instant) {
            return Long.toString(unit.between(Instant.EPOCH, instant));
        }
    }

    public TimestampRule {
        if (tolerance.isNegative() || tolerance.isZero()) {
            throw new IllegalArgumentException("tolerance is " + tolerance + ": must be positive");
        }
    }

    /** The timestamp as it was sent, which is what was signed. */
    String read(GivenSignature given, Values headers, Instant now) throws SignatureRejectedException {
        String text = header == null
                ? SingleValue.of(given.timestamps(), "timestamp in the signature header")
                : SingleValue.of(headers.all(header), "timestamp " + header);
        if (!DIGITS.matcher(text).matches()) {
            throw new SignatureRejectedException("timestamp is not a whole number since 1970");
        }
        refuseIfFar(Duration.between(unit.instantOf(Long.parseLong(text)), now.truncatedTo(unit.unit)));
        return text;
    }

    private void refuseIfFar(Duration age) throws SignatureRejectedException {
        if (age.abs().compareTo(tolerance) > 0) {
            long seconds = age.abs().plusMillis(999).toSeconds();
            throw new SignatureRejectedException("timestamp " + seconds + " s "
                    + (age.isNegative() ? "in the future" : "old") + ", tolerance " + tolerance.toSeconds() + " s");
        }
    }
}
