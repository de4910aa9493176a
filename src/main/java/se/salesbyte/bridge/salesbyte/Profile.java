package se.salesbyte.bridge.salesbyte;

import java.util.Map;

/**
 * One SalesByte integration as configured, not yet checked: {@link Profiles} does that.
 *
 * @param uuid SalesByte's credential, a secret: {@code salesbyte.uuid}; empty if not set
 * @param quoteProfileId a whole number: {@code salesbyte.quote-profile-id}; empty if not set
 * @param defaults by the names of {@link CreateLeadField#leadSettings()}: {@code salesbyte.lead.*}
 */
public record Profile(String uuid, String quoteProfileId, Map<String, String> defaults) {
    public Profile {
        defaults = Map.copyOf(defaults);
    }

    /** Without the uuid. */
    @Override
    public String toString() {
        return "Profile[quoteProfileId=" + quoteProfileId + "]";
    }
}
