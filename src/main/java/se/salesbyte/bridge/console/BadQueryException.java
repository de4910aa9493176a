package se.salesbyte.bridge.console;

/** A query parameter is not what it should be; the message says which and what to write. */
final class BadQueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadQueryException(String message) {
        super(message);
    }
}
