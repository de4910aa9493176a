package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import se.salesbyte.bridge.payload.SplitEvent;
import se.salesbyte.bridge.source.EventId;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.store.NewLead;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * Finds the events in a verified request, and what each is known by.
 *
 * @param dedupeWindow how long an event without an id of its own is known by its bytes
 */
record ReadEvents(Duration dedupeWindow) {

    /**
     * The leads to be.
     *
     * @param contentType what to read the body as
     * @throws se.salesbyte.bridge.payload.UnparseablePayloadException if it is not that
     */
    List<NewLead> in(WebhookRequest request, Source source, String contentType, Instant receivedAt) {
        Object tree = source.parse(contentType, request.body());
        return source.split(tree).stream()
                .map(event -> lead(request, source, contentType, event, receivedAt))
                .toList();
    }

    private NewLead lead(
            WebhookRequest request, Source source, String contentType, SplitEvent event, Instant receivedAt) {
        byte[] payload = event.payloadOr(request.body());
        EventId id = source.eventIdOf(request.headers(), event.tree(), payload);
        return new NewLead(
                source.name(),
                id.display(),
                id.key().getBytes(UTF_8),
                id.windowed() ? receivedAt.plus(dedupeWindow) : null,
                receivedAt,
                event.contentTypeOr(contentType),
                payload);
    }
}
