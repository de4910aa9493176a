package se.salesbyte.bridge.config;

import java.util.Map;

/**
 * One quote profile of SalesByte and what every lead sent to it has in common: the main one
 * ({@code salesbyte.uuid}, {@code .quote-profile-id}, {@code .lead.*}) or a named one
 * ({@code salesbyte.profiles.<name>.uuid}, {@code .quote-profile-id}, {@code .lead.*}).
 *
 * @param uuid the credential, a secret; in sandbox mode {@code 00000000-0000-4000-8000-000000000001} if not set
 * @param quoteProfileId positive; in sandbox mode 1 if not set
 * @param lead defaults of a lead's fields by the name after {@code lead.}, as written, never blank. A named profile has
 *     those of {@code salesbyte.lead.*} that it does not set itself. {@code type} is always there: in sandbox mode
 *     {@code sandbox} if not set
 */
public record ProfileSettings(String uuid, long quoteProfileId, Map<String, String> lead) {

    public ProfileSettings {
        lead = Map.copyOf(lead);
    }

    /** Without the uuid. */
    @Override
    public String toString() {
        return "ProfileSettings[quoteProfileId=" + quoteProfileId + "]";
    }
}
