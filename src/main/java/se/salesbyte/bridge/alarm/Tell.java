package se.salesbyte.bridge.alarm;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.notification.SystemEventWriter;
import se.salesbyte.bridge.store.AlarmRow;
import se.salesbyte.bridge.store.Alarms;

/** Tells people of an alarm as it begins and as it is over: once each, and so often an hour at most. Thread-safe. */
public final class Tell {
    private static final Logger LOG = LoggerFactory.getLogger(Tell.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Alarms alarms;
    private final SystemEventWriter writer;
    private final int mostAnHour;

    /** @param mostAnHour {@code bridge.alarm.most-an-hour} */
    public Tell(Alarms alarms, SystemEventWriter writer, int mostAnHour) {
        this.alarms = alarms;
        this.writer = writer;
        this.mostAnHour = mostAnHour;
    }

    /** Something is wrong; nothing comes of it if that stands already. Does not wait. */
    public void begins(SystemEvent event, Instant at) {
        alarms.begins(event.asAlarm(at), writer.write(event, at), mostAnHour, at)
                .thenAccept(fresh -> log(fresh, event));
    }

    /** As the other, of what each replica finds for itself. */
    public void beginsHere(SystemEvent event, Instant at) {
        alarms.beginsHere(event.asAlarm(at), writer.write(event, at), mostAnHour, at)
                .thenAccept(fresh -> log(fresh, event));
    }

    /** That alarm is over, if it stands. Does not wait. */
    public void over(String topic, SystemEvent event, Instant at) {
        alarms.ends(topic, writer.write(event, at), mostAnHour, at).thenAccept(ended -> log(ended, event));
    }

    void over(AlarmRow alarm, SystemEvent event, Instant at) {
        over(alarm.topic(), event, at);
    }

    /** What stands, by type. */
    Map<String, List<AlarmRow>> standing() {
        return alarms.standing().stream().collect(groupingBy(AlarmRow::type));
    }

    /** Of what people have not been told one by one they are told together, once that is in time. */
    void restOf(Instant now) {
        List<AlarmRow> rest = alarms.untold();
        if (!rest.isEmpty()) {
            alarms.sumUp(rest, writer.write(Summary.of(rest), now), mostAnHour, now)
                    .copy()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private static void log(boolean news, SystemEvent event) {
        if (news) {
            LOG.warn("{}. alarm={} what={}", event.title(), event.topic(), event.message());
        }
    }
}
