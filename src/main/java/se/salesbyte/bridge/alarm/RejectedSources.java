package se.salesbyte.bridge.alarm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.notification.SystemEvents;
import se.salesbyte.bridge.store.AlarmRow;
import se.salesbyte.bridge.store.LeadQueries;

/** That a source is accepted again, where the intake did not tell: it was restarted, or another replica took the event. */
final class RejectedSources implements Rule {
    private final LeadQueries queries;

    RejectedSources(LeadQueries queries) {
        this.queries = queries;
    }

    @Override
    public Set<String> types() {
        return Set.of(SystemEvents.REJECTING);
    }

    @Override
    public Finding look(Instant now, Map<String, AlarmRow> standing) {
        if (standing.isEmpty()) {
            return Finding.unchanged(standing);
        }
        Map<String, @Nullable Instant> last = queries.lastEvents();
        Set<String> still = standing.values().stream()
                .filter(alarm -> !isAfter(last.get(alarm.subject()), alarm.beganAt()))
                .map(AlarmRow::topic)
                .collect(Collectors.toSet());
        return new Finding(List.of(), still);
    }

    private static boolean isAfter(@Nullable Instant event, Instant time) {
        return event != null && event.isAfter(time);
    }

    @Override
    public SystemEvent over(AlarmRow alarm, Instant now) {
        return SystemEvents.accepting(alarm.subject(), alarm.since());
    }
}
