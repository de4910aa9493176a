package se.salesbyte.bridge.intake;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of events that the store did not take: the first one, then once a minute how many; an outage may be long. */
final class NotStored {
    private static final Logger LOG = LoggerFactory.getLogger(NotStored.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final AtomicLong tellFrom = new AtomicLong(System.nanoTime());
    private final AtomicLong count = new AtomicLong();

    void tell(String source, String reason) {
        count.incrementAndGet();
        long from = tellFrom.get();
        long now = System.nanoTime();
        if (now - from >= 0 && tellFrom.compareAndSet(from, now + QUIET_NANOS)) {
            LOG.warn(
                    "Events were not stored and answered 503; further ones are counted for a minute. count={} source={}"
                            + " reason={}",
                    count.getAndSet(0),
                    source,
                    reason);
        }
    }
}
