package se.salesbyte.bridge.verification;

/** A request refused on the way to its verdict; everyday, so it goes without a stack trace. */
final class SignatureRejectedException extends Exception {
    private final String reason;

    SignatureRejectedException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    Verdict verdict() {
        return Verdict.refused(reason);
    }
}
