package se.salesbyte.bridge.alarm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.store.AlarmRow;

/** One thing that may be wrong. Looked at by one thread at a time, again and again; it may wait for the store. */
interface Rule {
    /** The types of its alarms. */
    Set<String> types();

    /**
     * How it stands now.
     *
     * @param standing its alarms that stand, by their topics
     */
    Finding look(Instant now, Map<String, AlarmRow> standing);

    /** What people are told once that alarm is over. */
    SystemEvent over(AlarmRow alarm, Instant now);

    /**
     * How it stands.
     *
     * @param wrong what is wrong; what stands already need not be here
     * @param still the topics of those that stand and are wrong still: all others are over
     */
    record Finding(List<SystemEvent> wrong, Set<String> still) {
        /** Nothing new, and all of that stands. */
        static Finding unchanged(Map<String, AlarmRow> standing) {
            return new Finding(List.of(), standing.keySet());
        }
    }
}
