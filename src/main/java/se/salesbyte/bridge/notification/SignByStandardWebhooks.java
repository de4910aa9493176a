package se.salesbyte.bridge.notification;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.verification.Scheme;
import se.salesbyte.bridge.verification.WebhookRequest;

/** The headers of Standard Webhooks: id, timestamp and, with a secret, signature. Thread-safe. */
public final class SignByStandardWebhooks {
    private final Scheme scheme =
            Presets.SHIPPED.named("standard-webhooks").orElseThrow().scheme();
    private final Clock clock;

    public SignByStandardWebhooks(Clock clock) {
        this.clock = clock;
    }

    /**
     * The headers for one try to send that body.
     *
     * @param id the same at every try
     * @param secret {@code whsec_} and base64, or plain text; null: the message is not signed
     */
    public Map<String, String> headers(String id, byte[] body, @Nullable String secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(clock.instant().getEpochSecond()));
        if (secret != null) {
            WebhookRequest unsigned = WebhookRequest.of("POST", "", headersOf(headers), body);
            headers.putAll(scheme.sign(unsigned, secret, clock.instant(), id).headers());
        }
        return headers;
    }

    private static Map<String, List<String>> headersOf(Map<String, String> headers) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }
}
