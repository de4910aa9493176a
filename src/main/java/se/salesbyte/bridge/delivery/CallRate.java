package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Spreads calls over time: so many a second, and after a rest no more than a tenth of that at once. It keeps the time at
 * which the next call would be on schedule (the generic cell rate algorithm), so that nothing needs to tick. Thread-safe.
 */
final class CallRate {
    private static final int SHARE_AT_ONCE = 10;
    private static final long NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private final int whole;
    private Duration interval = Duration.ZERO;
    private Duration tolerance = Duration.ZERO;
    private boolean shut;
    private Instant next = Instant.EPOCH;

    /** @param perSecond 1 or more */
    CallRate(int perSecond) {
        whole = perSecond;
        share(1);
    }

    /** No more than that part of it from now on, 0 to 1: others have the rest. */
    synchronized void share(double part) {
        double perSecond = whole * part;
        shut = perSecond <= 0;
        if (!shut) {
            interval = Duration.ofNanos((long) (NANOS_A_SECOND / perSecond));
            tolerance = interval.multipliedBy(Math.max(0, (int) perSecond / SHARE_AT_ONCE - 1));
        }
    }

    /** How many calls there may be now. */
    synchronized int available(Instant now) {
        Instant earliest = earliest(now);
        return shut || earliest.isAfter(now)
                ? 0
                : (int) Duration.between(earliest, now).dividedBy(interval) + 1;
    }

    /** So many are made. */
    synchronized void take(int calls, Instant now) {
        next = earliest(now).plus(interval.multipliedBy(calls));
    }

    /** One that was taken is not made. */
    synchronized void giveBack() {
        next = next.minus(interval);
    }

    /** When there may be one; {@link Instant#MAX} while it has no part. */
    synchronized Instant nextAt(Instant now) {
        return shut ? Instant.MAX : earliest(now);
    }

    /** Never far ahead, or a clock that is set back would stop everything. */
    private Instant earliest(Instant now) {
        Instant first = now.minus(tolerance);
        Instant last = now.plus(interval);
        return next.isBefore(first) ? first : next.isAfter(last) ? last : next;
    }
}
