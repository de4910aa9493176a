package se.salesbyte.bridge.camel;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import se.salesbyte.bridge.store.Backlog;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.ReadBacklog;

/** Says what waits for a person or a receiver, and whether this host's clock is not the database's. */
public final class WaitingHealthCheck extends DegradedHealthCheck {
    /** As the alert rules have it. */
    private static final Duration LONG = Duration.ofHours(2);

    private static final Duration OFF = Duration.ofSeconds(5);

    private final LeadStore store;
    private final ReadBacklog backlog;
    private final Clock clock;

    public WaitingHealthCheck(LeadStore store, ReadBacklog backlog, Clock clock) {
        super("bridge-waiting");
        this.store = store;
        this.backlog = backlog;
        this.clock = clock;
    }

    @Override
    List<String> faults() {
        if (store.fault().isPresent()) {
            return List.of(); // another check tells, and to read may take long
        }
        Backlog now = backlog.now();
        List<String> faults = new ArrayList<>();
        long unknown = now.leads().getOrDefault(LeadState.UNKNOWN, 0L);
        if (unknown > 0) {
            faults.add(unknown + " leads are unknown: look into SalesByte and settle them (bridge resolve)");
        }
        now.outboxes().forEach((name, outbox) -> {
            Duration age = Duration.between(outbox.oldest(), clock.instant());
            if (outbox.failing() > 0 && age.compareTo(LONG) > 0) {
                faults.add("messages of " + name + " have not been received for " + age.toHours()
                        + " hours: look at their receiver's address and log");
            }
        });
        Duration ahead = now.clockAhead();
        if (ahead != null && ahead.abs().compareTo(OFF) > 0) {
            faults.add("this host's clock is " + ahead.abs().toSeconds() + " s "
                    + (ahead.isNegative() ? "behind" : "ahead of") + " the database's: mend the time service");
        }
        return faults;
    }
}
