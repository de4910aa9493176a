package se.salesbyte.bridge;

import java.time.Duration;
import java.time.Instant;
import se.salesbyte.bridge.delivery.FlowAlarm;
import se.salesbyte.bridge.intake.SourceAlarm;
import se.salesbyte.bridge.notification.SystemEventWriter;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.PausedTarget;

/**
 * Puts what a person should know of the way to SalesByte and of sources into the outbox: once, however many replicas find it.
 */
record TellPeople(SystemEventWriter writer, LeadStore store) implements FlowAlarm, SourceAlarm {
    private static final String UNAVAILABLE = "salesbyte.unavailable";
    private static final String VERIFY_OFF = "salesbyte.verify-off";
    private static final String REJECTING = "source.rejecting ";

    @Override
    public void unavailable(Unavailable what) {
        writer.unavailable(what).ifPresent(message -> store.agreements().begins(UNAVAILABLE, message, null, what.at()));
    }

    @Override
    public void recovered(Instant since, Instant at) {
        writer.recovered(since, at).ifPresent(message -> store.agreements().ends(UNAVAILABLE, message, at));
    }

    @Override
    public void paused(PausedTarget target, int failed, Runnable known) {
        store.agreements()
                .pause(
                        target,
                        writer.paused(target.profile(), failed, target.since()).orElse(null))
                .thenRun(known);
    }

    @Override
    public void slowed(Duration pause) {
        store.agreements().slow(pause);
    }

    @Override
    public void rejecting(String source, int refused, Instant at) {
        writer.sourceRejecting(source, refused, at)
                .ifPresent(message -> store.agreements().begins(REJECTING + source, message, source, at));
    }

    @Override
    public void verifiedAgain(String source) {
        store.agreements().isOver(REJECTING + source);
    }

    /** Leads in doubt cannot be looked up any more. */
    void verifyOff(Instant at) {
        writer.verifyOff(at).ifPresent(message -> store.agreements().begins(VERIFY_OFF, message, null, at));
    }
}
