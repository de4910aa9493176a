package se.salesbyte.bridge.camel;

/** A route file cannot run. The message is {@code file:line:column: reason}, one line. */
public final class BrokenRoutesException extends RuntimeException {
    BrokenRoutesException(String message) {
        super(message);
    }

    BrokenRoutesException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message. */
    public String fault() {
        return String.valueOf(getMessage());
    }
}
