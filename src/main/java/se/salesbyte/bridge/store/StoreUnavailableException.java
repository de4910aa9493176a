package se.salesbyte.bridge.store;

/** The store cannot take this now: its queue is full, its disk fails, or it is closing. Nothing was kept. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
