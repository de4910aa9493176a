package se.salesbyte.bridge.delivery;

import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.Share;
import se.salesbyte.bridge.store.SharedFlow;

/** Has leads go no faster than the share of this replica allows. Thread-safe. */
public final class ShareLeads implements SharedFlow {
    private final int concurrency;
    private final Flow flow;
    private final Dispatcher<DueLead> leads;
    private Share share;

    /** @param concurrency {@code salesbyte.max-concurrency}, of all replicas together */
    public ShareLeads(int concurrency, Flow flow, Dispatcher<DueLead> leads) {
        this.concurrency = concurrency;
        this.flow = flow;
        this.leads = leads;
        this.share = new Share(concurrency, 1);
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public synchronized int lower(Share most) {
        share = share.atMost(most);
        return use();
    }

    @Override
    public synchronized void grant(Share granted) {
        share = granted;
        use();
    }

    private int use() {
        flow.share(share.part());
        return leads.share(share.concurrency(), share.part());
    }
}
