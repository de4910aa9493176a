package se.salesbyte.bridge.delivery;

/** A call to SalesByte was held back before its first byte: sending it could have created a lead twice. */
public final class CallRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CallRefusedException(String message) {
        super(message);
    }
}
