package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells people of alarms, but no more than so many times within an hour. For the writer's thread, in its transaction.
 * All replicas together.
 */
final class TellInTime {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String COUNT = "select count(*) as tellings from alarm_told where at > ?";
    private static final String TELL = "insert into alarm_told(id, at) values(?, ?)";
    private static final String FORGET = "delete from alarm_told where at < ?";

    private final List<NewMessage> messages;
    private final int mostAnHour;
    private final Instant at;
    private final Announce announce;

    /** @param messages one for each way to people; none if nobody is to hear of it */
    TellInTime(List<NewMessage> messages, @Nullable String source, int mostAnHour, Instant at, StoreSignals signals) {
        this.messages = messages;
        this.mostAnHour = mostAnHour;
        this.at = at;
        this.announce = new Announce(messages, source, at, signals);
    }

    Instant at() {
        return at;
    }

    /** Whether there is nothing left to tell: false if it must wait. */
    boolean tell(Session session) throws SQLException {
        if (messages.isEmpty()) {
            return true;
        }
        if (lastHour(session) >= mostAnHour) {
            return false;
        }
        Bind.to(session.prepare(FORGET)).time(at.minus(HOUR.multipliedBy(2))).update();
        Bind.to(session.prepare(TELL)).text(messages.get(0).id()).time(at).update();
        return announce.run(session);
    }

    void committed() {
        announce.committed(true);
    }

    private long lastHour(Session session) throws SQLException {
        try (ResultSet row =
                Bind.to(session.prepare(COUNT)).time(at.minus(HOUR)).query()) {
            row.next();
            return row.getLong("tellings");
        }
    }
}
