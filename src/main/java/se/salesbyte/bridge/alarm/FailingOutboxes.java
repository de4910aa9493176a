package se.salesbyte.bridge.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.store.AlarmRow;
import se.salesbyte.bridge.store.StuckOutbox;
import se.salesbyte.bridge.store.Watching;

/**
 * That messages are tried for hours and not received: callbacks, an integrator's own outbox, and notifications themselves,
 * of which the other way tells, if there is one, else the log and the console.
 */
final class FailingOutboxes implements Rule {
    private static final String TYPE = "callback.failing";
    private static final int MOST = 10_000;

    private final Watching watching;
    private final Duration most;

    FailingOutboxes(Watching watching, Duration most) {
        this.watching = watching;
        this.most = most;
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public Finding look(Instant now, Map<String, AlarmRow> standing) {
        List<SystemEvent> wrong = watching.stuck(now.minus(most), MOST).stream()
                .map(this::failing)
                .toList();
        return new Finding(wrong, wrong.stream().map(SystemEvent::topic).collect(Collectors.toSet()));
    }

    private SystemEvent failing(StuckOutbox stuck) {
        return new SystemEvent(
                TYPE,
                stuck.outbox(),
                "",
                stuck.oldest(),
                "The outbox " + stuck.outbox() + " fails",
                stuck.messages() + (stuck.messages() == 1 ? " message" : " messages") + " of the outbox "
                        + stuck.outbox() + " have been tried for longer than " + Plain.of(most)
                        + " and not received; they are tried again by bridge.retry.schedule, then given up",
                "see in the log, or on the timeline of a lead, what its receiver answers",
                "/",
                Map.of("outbox", stuck.outbox(), "messages", stuck.messages()));
    }

    @Override
    public SystemEvent over(AlarmRow alarm, Instant now) {
        String outbox = alarm.subject();
        long givenUp = watching.givenUp(outbox, alarm.since());
        return new SystemEvent(
                "callback.recovered",
                outbox,
                "",
                alarm.since(),
                givenUp == 0 ? "The outbox " + outbox + " works again" : "Messages of " + outbox + " were given up",
                givenUp == 0
                        ? "all messages of the outbox " + outbox + " were received"
                        : "no message of the outbox " + outbox + " is tried for long any more, but " + givenUp
                                + " were given up after the last try",
                null,
                "/",
                Map.of("outbox", outbox, "givenUp", givenUp));
    }
}
