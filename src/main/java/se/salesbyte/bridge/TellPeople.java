package se.salesbyte.bridge;

import java.time.Instant;
import java.util.Optional;
import se.salesbyte.bridge.delivery.FlowAlarm;
import se.salesbyte.bridge.notification.SystemEventWriter;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewMessage;

/** Puts what a person should know of the way to SalesByte into the outbox. */
record TellPeople(SystemEventWriter writer, LeadStore store) implements FlowAlarm {
    @Override
    public void unavailable(Unavailable what) {
        announce(writer.unavailable(what), what.at());
    }

    @Override
    public void recovered(Instant since, Instant at) {
        announce(writer.recovered(since, at), at);
    }

    @Override
    public void paused(String profile, int failed, Instant at) {
        announce(writer.paused(profile, failed, at), at);
    }

    /** Leads in doubt cannot be looked up any more. */
    void verifyOff(Instant at) {
        announce(writer.verifyOff(at), at);
    }

    private void announce(Optional<NewMessage> message, Instant at) {
        message.ifPresent(told -> store.outboxes().announce(told, null, at));
    }
}
