package se.salesbyte.bridge.salesbyte;

/** The Quotes API does not let us in: with this token it will not do so later. */
public final class QuotesRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    QuotesRefusedException(int status) {
        super("SalesByte's Quotes API answered " + status + ": salesbyte.api-token is not, or no longer, good for it");
        this.status = status;
    }

    /** 401 or 403. */
    public int status() {
        return status;
    }
}
