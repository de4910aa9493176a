package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.UlidCreator;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Begins an alarm unless one of its topic stands, and tells people if that is in time. */
final class BeginAlarm implements Work<Boolean> {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String BEGIN =
            """
            insert into alarm(id, topic, type, source, title, message, console, since, began_at)
            values(?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict(topic) where ended_at is null do nothing""";
    private static final String TOLD = "update alarm set told_at = ? where id = ?";
    private static final String FORGET = "delete from alarm where ended_at < ?";

    private final NewAlarm alarm;
    private final TellInTime tell;
    private final Instant at;

    BeginAlarm(NewAlarm alarm, TellInTime tell, Instant at) {
        this.alarm = alarm;
        this.tell = tell;
        this.at = at;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        String id = UlidCreator.getMonotonicUlid(at.toEpochMilli()).toString();
        boolean begun = Bind.to(session.prepare(BEGIN))
                        .text(id)
                        .text(alarm.topic())
                        .text(alarm.type())
                        .text(alarm.source())
                        .text(alarm.title())
                        .text(alarm.message())
                        .text(alarm.console())
                        .time(alarm.since())
                        .time(at)
                        .update()
                == 1;
        if (begun) {
            Bind.to(session.prepare(FORGET)).time(at.minus(KEPT)).update();
            if (tell.tell(session)) {
                Bind.to(session.prepare(TOLD)).time(at).text(id).update();
            }
        }
        return begun;
    }

    @Override
    public void committed(Boolean begun) {
        if (begun) {
            tell.committed();
        }
    }
}
