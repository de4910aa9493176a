package se.salesbyte.bridge.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.Customer;

/** A lead of an example: it goes through the routes as another does, and is kept nowhere. */
public final class RehearsedLead implements LeadInHand, OneCall {
    private final String source;
    private final List<String> outboxes = new ArrayList<>();
    private boolean mapped;
    private boolean called;
    private boolean sent;
    private boolean answered;
    private @Nullable Outcome outcome;

    public RehearsedLead(String source) {
        this.source = source;
    }

    @Override
    public String getLeadId() {
        return "example";
    }

    @Override
    public String getSource() {
        return source;
    }

    @Override
    public int getNumber() {
        return 1;
    }

    @Override
    public synchronized boolean isRequestSent() {
        return sent;
    }

    @Override
    public synchronized boolean isAnswered() {
        return answered;
    }

    @Override
    public synchronized boolean isCallOpen() {
        return called && outcome == null;
    }

    @Override
    public synchronized void mapped(Customer customer, Map<String, Object> reference, Map<String, Object> request) {
        mapped = true;
    }

    @Override
    public void goesTo(QuoteTarget where) {}

    @Override
    public synchronized boolean call() {
        if (called || outcome != null || !mapped) {
            throw new CallRefusedException(
                    "lead:call stands once, after transformDataType salesbyte:create-lead and before the outcome");
        }
        called = true;
        return true;
    }

    @Override
    public synchronized void sending() {
        if (sent) {
            throw new CallRefusedException("one attempt makes one call; use lead:retry");
        }
        sent = true;
    }

    @Override
    public synchronized void answered() {
        answered = true;
    }

    @Override
    public synchronized void putTo(String outbox) {
        if (outcome == null) {
            outboxes.add(outbox);
        }
    }

    @Override
    public synchronized void settle(Outcome stated) {
        if (outcome == null) {
            outcome = stated;
        }
    }

    /**
     * The route has ended.
     *
     * @param otherwise the outcome if none was stated
     * @return the one that counts
     */
    public synchronized Outcome finish(Outcome otherwise) {
        Outcome stated = outcome;
        if (stated != null) {
            return stated;
        }
        if (otherwise.needsAttention()) {
            List<String> told = PlanSettlement.forAPerson(outboxes);
            outboxes.clear();
            outboxes.addAll(told);
        }
        outcome = otherwise;
        return otherwise;
    }

    /** The outboxes that would tell of the outcome, in order. */
    public synchronized List<String> messages() {
        return outcome != null && outcome.isAnnounced() ? List.copyOf(outboxes) : List.of();
    }
}
