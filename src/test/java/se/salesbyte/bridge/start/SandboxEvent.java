package se.salesbyte.bridge.start;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.verification.Credentials;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.WebhookRequest;

/** An event as its provider would sign it for a bridge in sandbox mode. */
record SandboxEvent(String source, String contentType, byte[] body) {
    private static final String SECRET = "sandbox";

    static SandboxEvent of(String source, EventFile event) {
        return new SandboxEvent(source, event.contentType(), event.body());
    }

    /** Posts it, signed now. */
    BridgeClient.Reply postTo(BridgeClient client, String webhooks) {
        String target = "/webhooks/" + source;
        WebhookRequest request =
                WebhookRequest.of("POST", webhooks + target, Map.of(), Values.ofFields(this::tree), body);
        Credentials credentials = Presets.SHIPPED
                .named(source)
                .orElseThrow()
                .scheme()
                .sign(request, SECRET, Instant.now(), "training-" + source);
        List<String> headers = new ArrayList<>(List.of("Content-Type", contentType));
        credentials.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        String signed = credentials.addTo(request).url().substring(webhooks.length());
        return client.post(signed, body, headers.toArray(String[]::new));
    }

    private @Nullable Object tree() {
        try {
            return new PayloadParser().parse(contentType, body);
        } catch (UnparseablePayloadException unreadable) {
            return null;
        }
    }
}
