package se.salesbyte.bridge.verification;

/** A request that cannot be signed here. The message says why and what to do, and shows no secret. */
public final class CannotSignException extends RuntimeException {
    CannotSignException(String message) {
        super(message);
    }
}
