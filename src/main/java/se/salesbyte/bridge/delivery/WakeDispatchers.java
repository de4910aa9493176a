package se.salesbyte.bridge.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.StoreSignals;

/** Passes the store's signals on to the dispatchers, once there are any. */
public final class WakeDispatchers implements StoreSignals {
    private volatile @Nullable Dispatcher<DueLead> leads;
    private volatile @Nullable Dispatcher<?> messages;
    private volatile @Nullable LookUps lookUps;
    private volatile Runnable recover = () -> {};

    /** Wakes these from now on. */
    public void wake(Dispatcher<DueLead> ofLeads, Dispatcher<?> ofMessages) {
        this.leads = ofLeads;
        this.messages = ofMessages;
    }

    /** Wakes that one too. */
    public void wake(LookUps ofLeadsInDoubt) {
        this.lookUps = ofLeadsInDoubt;
    }

    /** Runs that when leads of another process are in doubt; it may wait for the store. */
    public void whenLeadsAreInDoubt(Runnable run) {
        this.recover = run;
    }

    /** Has all of them look again at what is due, for instance because the clock was moved. */
    public void wakeAll() {
        wake(leads);
        wake(messages);
        LookUps known = lookUps;
        if (known != null) {
            known.wake();
        }
    }

    private static void wake(@Nullable Dispatcher<?> dispatcher) {
        if (dispatcher != null) {
            dispatcher.wake();
        }
    }

    @Override
    public boolean leadWanted(String source, Instant at) {
        Dispatcher<DueLead> known = leads;
        return known != null && known.wants(source, at);
    }

    @Override
    public boolean leadOffered(DueLead lead) {
        Dispatcher<DueLead> known = leads;
        return known != null && known.offer(lead.source(), lead.receivedAt(), lead);
    }

    @Override
    public void leadDue(String source, Instant at) {
        due(leads, source, at);
    }

    @Override
    public void messageDue(String outbox, Instant at) {
        due(messages, outbox, at);
    }

    @Override
    public void leadsInDoubt() {
        recover.run();
    }

    @Override
    public void lookUpDue(Instant at) {
        LookUps known = lookUps;
        if (known != null) {
            known.due(at);
        }
    }

    private static void due(@Nullable Dispatcher<?> dispatcher, String queue, Instant at) {
        if (dispatcher != null) {
            dispatcher.due(queue, at);
        }
    }
}
