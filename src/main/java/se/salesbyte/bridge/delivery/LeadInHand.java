package se.salesbyte.bridge.delivery;

import java.util.Map;
import se.salesbyte.bridge.store.Customer;

/** A lead that a route works on, as the steps of the route see it. Thread-safe. */
public interface LeadInHand {
    String getLeadId();

    String getSource();

    /** Of the attempt: counted from 1, through all runs. */
    int getNumber();

    /** Whether the call's first byte may have left: if so, no answer means that nobody knows. */
    boolean isRequestSent();

    /** Whether SalesByte has begun to answer the call: then it is known, and never made again, whatever follows. */
    boolean isAnswered();

    /** Whether what leaves now is the call. */
    boolean isCallOpen();

    /**
     * Says what the lead is about, once it is mapped.
     *
     * @param reference the sender's own record ids; empty if none
     * @param request as it will be sent, secrets masked
     */
    void mapped(Customer customer, Map<String, Object> reference, Map<String, Object> request);

    /** Says where it goes, once it is mapped. */
    void goesTo(QuoteTarget where);

    /**
     * A call comes next.
     *
     * @return false if the lead is held: nothing may be sent, and its route is over
     * @throws CallRefusedException if nothing may be sent
     */
    boolean call();

    /**
     * Whether it came back with a backup and may have been sent since: then its call is never made, and its outcome is
     * that nobody knows.
     */
    default boolean isRestored() {
        return false;
    }

    /** Adds a message to what the outcome will commit. */
    void putTo(String outbox);

    /** States the outcome; the first one wins. */
    void settle(Outcome stated);
}
