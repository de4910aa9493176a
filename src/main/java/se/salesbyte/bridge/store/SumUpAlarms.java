package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Tells people together of alarms that they have not heard of one by one, if that is in time. */
final class SumUpAlarms implements Work<Boolean> {
    private static final String TOLD = "update alarm set told_at = coalesce(told_at, ?) where id = ?";
    private static final String END_TOLD =
            "update alarm set told_at = coalesce(told_at, ?), end_told_at = coalesce(end_told_at, ?) where id = ?";

    private final List<AlarmRow> alarms;
    private final TellInTime tell;
    private final Instant at;

    /** @param alarms as the messages say that they stand */
    SumUpAlarms(List<AlarmRow> alarms, TellInTime tell, Instant at) {
        this.alarms = List.copyOf(alarms);
        this.tell = tell;
        this.at = at;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        if (!tell.tell(session)) {
            return false;
        }
        for (AlarmRow alarm : alarms) {
            if (alarm.endedAt() == null) { // it may have ended since: that is told on its own
                Bind.to(session.prepare(TOLD)).time(at).text(alarm.id()).update();
            } else {
                Bind.to(session.prepare(END_TOLD))
                        .time(at)
                        .time(at)
                        .text(alarm.id())
                        .update();
            }
        }
        return true;
    }

    @Override
    public void committed(Boolean told) {
        if (told) {
            tell.committed();
        }
    }
}
