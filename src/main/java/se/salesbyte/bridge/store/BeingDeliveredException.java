package se.salesbyte.bridge.store;

/** A lead cannot be erased now: its call is on the way, and its outcome must be kept. */
public final class BeingDeliveredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String leadId;
    private final transient Erasure erased;

    BeingDeliveredException(String leadId, Erasure erased) {
        super("lead " + leadId + " is being delivered");
        this.leadId = leadId;
        this.erased = erased;
    }

    /** What was erased all the same, also from the disk: nothing, unless that lead came while the person was erased. */
    public Erasure erased() {
        return erased;
    }

    /** The lead in delivery; of several, one. */
    public String leadId() {
        return leadId;
    }
}
