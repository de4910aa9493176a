package se.salesbyte.bridge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where at SalesByte a lead goes.
 *
 * @param uuid a secret
 * @param quoteProfileId the number of the quote profile
 * @param profile the name of the profile in the settings; null for the main one
 */
public record QuoteTarget(String uuid, long quoteProfileId, @Nullable String profile) {
    /** What the profile without a name is called. */
    public static final String MAIN = "main";

    /** For people. */
    String name() {
        return profile == null ? MAIN : profile;
    }

    /** The same for the same uuid and quote profile, whatever they are called; tells neither. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((quoteProfileId + " " + uuid).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Without the uuid. */
    @Override
    public String toString() {
        return "QuoteTarget[" + name() + ", quoteProfileId=" + quoteProfileId + "]";
    }
}
