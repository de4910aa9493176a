package se.salesbyte.bridge.delivery;

/** A call to SalesByte that is made at most once, told by the HTTP client how far it has come. Safe for concurrent use. */
public interface OneCall {
    /** Whether what leaves now is the call. */
    boolean isCallOpen();

    /**
     * The head of the request is about to leave.
     *
     * @throws CallRefusedException if it must not
     */
    void sending();

    /** The head of the answer has come. */
    void answered();
}
