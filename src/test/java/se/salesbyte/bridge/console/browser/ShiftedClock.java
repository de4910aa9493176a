package se.salesbyte.bridge.console.browser;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Goes on as time does, behind it by as much as is left to catch up; in UTC. Thread-safe. */
final class ShiftedClock extends Clock {
    private final Clock now = Clock.systemUTC();
    private final AtomicReference<Duration> behind;

    ShiftedClock(Duration behind) {
        this.behind = new AtomicReference<>(behind);
    }

    /** Moves it on; never past the present. */
    void catchUp(Duration by) {
        behind.updateAndGet(left -> left.compareTo(by) > 0 ? left.minus(by) : Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return now.instant().minus(behind.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
    }
}
