package se.salesbyte.bridge.store;

/** A lead cannot be erased now: its call is on the way, and its outcome must be kept. Nothing was erased. */
public final class BeingDeliveredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String leadId;

    BeingDeliveredException(String leadId) {
        super("lead " + leadId + " is being delivered");
        this.leadId = leadId;
    }

    /** The lead in delivery; of several, one. */
    public String leadId() {
        return leadId;
    }
}
