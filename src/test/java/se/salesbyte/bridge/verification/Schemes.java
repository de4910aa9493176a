package se.salesbyte.bridge.verification;

import static se.salesbyte.bridge.verification.Encoding.BASE64;
import static se.salesbyte.bridge.verification.Encoding.HEX;
import static se.salesbyte.bridge.verification.HashAlgorithm.SHA256;
import static se.salesbyte.bridge.verification.TimestampRule.Unit.MILLISECONDS;
import static se.salesbyte.bridge.verification.TimestampRule.Unit.SECONDS;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Providers' schemes as parameters of the families, presets or not. */
final class Schemes {
    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    static final Scheme TYPEFORM = plain(BASE64, "Typeform-Signature", "sha256=");
    static final Scheme TALLY = plain(BASE64, "Tally-Signature", "");
    static final Scheme SHOPIFY = plain(BASE64, "X-Shopify-Hmac-SHA256", "");
    static final Scheme GITHUB = plain(HEX, "X-Hub-Signature-256", "sha256=");
    static final Scheme FORMSTACK = plain(HEX, "X-FS-Signature", "sha256=");
    static final Scheme STANDARD_WEBHOOKS = new HmacScheme(
            SHA256,
            BASE64,
            SignatureHeader.versions("webhook-signature", "v1"),
            SignedTemplate.of("{id}.{ts}.{body}"),
            new TimestampRule("webhook-timestamp", SECONDS, FIVE_MINUTES),
            "webhook-id",
            KeyForm.WHSEC);
    static final Scheme STRIPE = timed(
            HEX,
            SignatureHeader.pairs("Stripe-Signature", "v1", "t"),
            "{ts}.{body}",
            new TimestampRule(null, SECONDS, FIVE_MINUTES));
    static final Scheme WEBFLOW = timed(
            HEX,
            SignatureHeader.whole("x-webflow-signature", ""),
            "{ts}:{body}",
            new TimestampRule("x-webflow-timestamp", MILLISECONDS, FIVE_MINUTES));
    static final Scheme HUBSPOT_V3 = timed(
            BASE64,
            SignatureHeader.whole("X-HubSpot-Signature-v3", ""),
            "{method}{decoded-url}{body}{ts}",
            new TimestampRule("X-HubSpot-Request-Timestamp", MILLISECONDS, FIVE_MINUTES));
    static final Scheme HUBSPOT_V2 = hubSpotDigest("{secret}{method}{url}{body}", "v2");
    static final Scheme HUBSPOT_V1 = hubSpotDigest("{secret}{body}", "v1");
    static final Scheme QUERY_TOKEN =
            new TokenScheme(new TokenPlaces(false, false, List.of(), List.of("token"), List.of()));
    static final Scheme ANY_TOKEN =
            new TokenScheme(new TokenPlaces(true, false, List.of("X-Webhook-Token"), List.of("token"), List.of()));

    private Schemes() {}

    static Scheme plain(Encoding encoding, String header, String prefix) {
        return timed(encoding, SignatureHeader.whole(header, prefix), "{body}", null);
    }

    private static Scheme timed(
            Encoding encoding, SignatureHeader header, String signed, @Nullable TimestampRule timestamp) {
        return new HmacScheme(SHA256, encoding, header, SignedTemplate.of(signed), timestamp, null, KeyForm.TEXT);
    }

    private static Scheme hubSpotDigest(String signed, String version) {
        return new DigestScheme(
                SHA256,
                HEX,
                SignatureHeader.whole("X-HubSpot-Signature", ""),
                SignedTemplate.of(signed),
                new DigestScheme.Version("X-HubSpot-Signature-Version", version));
    }
}
