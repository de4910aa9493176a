package se.salesbyte.bridge.intake;

/** A request from the quarantine that was to be released would be refused again; the message says why. */
final class StillRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StillRefusedException(String reason) {
        super(reason);
    }
}
