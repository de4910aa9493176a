package se.salesbyte.bridge.verification;

/**
 * Whether a request is from who it says it is from.
 *
 * @param verified true if a signature or token matched
 * @param reason why it was refused, for logs and people, such as {@code timestamp 612 s old, tolerance 300 s}; holds
 *     neither secret nor signature nor token; empty if verified
 */
public record Verdict(boolean verified, String reason) {
    static final Verdict VERIFIED = new Verdict(true, "");

    static Verdict refused(String reason) {
        return new Verdict(false, reason);
    }
}
