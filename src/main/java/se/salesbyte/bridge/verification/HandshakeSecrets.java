package se.salesbyte.bridge.verification;

import java.util.List;

/**
 * What a source has to do a handshake with. Never shown by {@link #toString}.
 *
 * @param signing the secrets of the source; the first is the newest
 * @param verifyTokens what the provider was told to send along when it asks; any of them counts
 * @param takesNew whether the source may be given a secret by a handshake: only while it has none, as anybody could
 *     replace it otherwise
 */
public record HandshakeSecrets(List<String> signing, List<String> verifyTokens, boolean takesNew) {
    public HandshakeSecrets {
        signing = AnySecret.usable(signing);
        verifyTokens = AnySecret.usable(verifyTokens);
    }

    /** Their numbers alone. */
    @Override
    public String toString() {
        return "HandshakeSecrets[" + signing.size() + ", " + verifyTokens.size() + ", takesNew=" + takesNew + "]";
    }
}
