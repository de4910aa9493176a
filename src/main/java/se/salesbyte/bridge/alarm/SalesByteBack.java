package se.salesbyte.bridge.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.salesbyte.bridge.delivery.BreakerState;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.notification.SystemEvents;
import se.salesbyte.bridge.store.AlarmRow;

/** That SalesByte came back while the bridge was stopped: otherwise the breaker tells. */
final class SalesByteBack implements Rule {
    /** Until then the calls of this run have told if it is still away. */
    private static final Duration AFTER_START = Duration.ofMinutes(5);

    private final Flow flow;
    private final Instant startedAt;

    SalesByteBack(Flow flow, Instant startedAt) {
        this.flow = flow;
        this.startedAt = startedAt;
    }

    @Override
    public Set<String> types() {
        return Set.of(SystemEvents.UNAVAILABLE);
    }

    @Override
    public Finding look(Instant now, Map<String, AlarmRow> standing) {
        boolean back = flow.state().breaker() == BreakerState.CLOSED
                && !now.isBefore(startedAt.plus(AFTER_START))
                && standing.values().stream().allMatch(alarm -> alarm.beganAt().isBefore(startedAt));
        return back ? new Finding(List.of(), Set.of()) : Finding.unchanged(standing);
    }

    @Override
    public SystemEvent over(AlarmRow alarm, Instant now) {
        return SystemEvents.recovered(alarm.since());
    }
}
