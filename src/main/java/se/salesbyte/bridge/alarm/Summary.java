package se.salesbyte.bridge.alarm;

import java.util.List;
import java.util.Map;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.store.AlarmRow;

/** Many alarms in one message. */
final class Summary {
    private static final int MOST = 50;

    private Summary() {}

    static SystemEvent of(List<AlarmRow> alarms) {
        List<String> lines = alarms.stream().limit(MOST).map(Summary::line).toList();
        return new SystemEvent(
                "alarms.summary",
                "",
                "",
                alarms.get(0).beganAt(),
                alarms.size() + (alarms.size() == 1 ? " more alarm" : " more alarms"),
                "more than bridge.alarm.most-an-hour: " + String.join("; ", lines)
                        + (alarms.size() > MOST ? "; and " + (alarms.size() - MOST) + " others" : ""),
                "see in the console what stands still",
                "/",
                Map.of("alarms", alarms.stream().limit(MOST).map(Summary::facts).toList()));
    }

    private static String line(AlarmRow alarm) {
        return alarm.title() + (alarm.endedAt() == null ? "" : " (over by now)");
    }

    private static Map<String, Object> facts(AlarmRow alarm) {
        return Map.of(
                "type",
                alarm.type(),
                "title",
                alarm.title(),
                "beganAt",
                alarm.beganAt().toString(),
                "over",
                alarm.endedAt() != null);
    }
}
