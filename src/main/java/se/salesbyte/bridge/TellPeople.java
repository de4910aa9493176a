package se.salesbyte.bridge;

import java.time.Duration;
import java.time.Instant;
import se.salesbyte.bridge.alarm.Tell;
import se.salesbyte.bridge.delivery.FlowAlarm;
import se.salesbyte.bridge.intake.SourceAlarm;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.notification.SystemEventWriter;
import se.salesbyte.bridge.notification.SystemEvents;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.PausedTarget;

/**
 * Tells people what they should know of the way to SalesByte and of sources: once, however many replicas find it. What has an
 * end is an alarm; what only a restart or a person's hand ends is told as it is.
 */
record TellPeople(Tell alarms, SystemEventWriter writer, LeadStore store) implements FlowAlarm, SourceAlarm {
    @Override
    public void unavailable(Unavailable what) {
        alarms.beginsHere(SystemEvents.unavailable(what), what.at());
    }

    @Override
    public void recovered(Instant since, Instant at) {
        alarms.over(SystemEvents.UNAVAILABLE, SystemEvents.recovered(since), at);
    }

    @Override
    public void paused(PausedTarget target, int failed, Runnable known) {
        SystemEvent event = SystemEvents.paused(target.profile(), failed, target.since());
        store.agreements().pause(target, writer.write(event, target.since())).thenRun(known);
    }

    @Override
    public void slowed(Duration pause) {
        store.agreements().slow(pause);
    }

    @Override
    public void rejecting(String source, int refused, Instant at) {
        alarms.begins(SystemEvents.rejecting(source, refused, at), at);
    }

    @Override
    public void verifiedAgain(String source, Instant at) {
        alarms.over(SystemEvents.rejecting(source, 0, at).topic(), SystemEvents.accepting(source, null), at);
    }

    /** Leads in doubt cannot be looked up any more. */
    void verifyOff(Instant at) {
        SystemEvent event = SystemEvents.verifyOff(at);
        store.agreements().begins(event.topic(), writer.write(event, at), at);
    }
}
