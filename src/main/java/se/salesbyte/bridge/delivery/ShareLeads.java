package se.salesbyte.bridge.delivery;

import java.time.Duration;
import java.util.List;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.PausedTarget;
import se.salesbyte.bridge.store.Share;
import se.salesbyte.bridge.store.SharedFlow;

/** Has leads go as all replicas together agree: no faster than the share of this one, and not where they are paused. Thread-safe. */
public final class ShareLeads implements SharedFlow {
    private final int concurrency;
    private final Flow flow;
    private final Dispatcher<DueLead> leads;
    private final Runnable resumed;
    private Share share;

    /**
     * @param concurrency {@code salesbyte.max-concurrency}, of all replicas together
     * @param resumed run when another replica has let leads of a paused profile go again; must not wait
     */
    public ShareLeads(int concurrency, Flow flow, Dispatcher<DueLead> leads, Runnable resumed) {
        this.concurrency = concurrency;
        this.flow = flow;
        this.leads = leads;
        this.resumed = resumed;
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

    @Override
    public void adopt(List<PausedTarget> paused, Duration slowedFor) {
        if (flow.adopt(paused)) {
            resumed.run();
        }
        if (slowedFor.compareTo(Duration.ZERO) > 0) {
            flow.slow(slowedFor);
        }
    }

    private int use() {
        flow.share(share.part());
        return leads.share(share.concurrency(), share.part());
    }
}
