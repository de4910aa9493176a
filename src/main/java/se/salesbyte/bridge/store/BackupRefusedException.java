package se.salesbyte.bridge.store;

/** A backup or restore that must not be done; nothing was changed. The message says why, and what to do. */
public final class BackupRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackupRefusedException(String message) {
        super(message);
    }
}
