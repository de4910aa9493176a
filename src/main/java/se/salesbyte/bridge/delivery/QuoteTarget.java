package se.salesbyte.bridge.delivery;

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
    private static final String MAIN = "main";

    /** For people. */
    String name() {
        return profile == null ? MAIN : profile;
    }

    /** Without the uuid. */
    @Override
    public String toString() {
        return "QuoteTarget[" + name() + ", quoteProfileId=" + quoteProfileId + "]";
    }
}
