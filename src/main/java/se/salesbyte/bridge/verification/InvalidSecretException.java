package se.salesbyte.bridge.verification;

/** A signing secret that its scheme cannot use. The message says why and never shows the secret. */
public final class InvalidSecretException extends RuntimeException {
    InvalidSecretException(String message) {
        super(message);
    }
}
