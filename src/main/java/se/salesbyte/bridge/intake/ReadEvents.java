package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import se.salesbyte.bridge.payload.SplitEvent;
import se.salesbyte.bridge.source.EventId;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.store.NewLead;
import se.salesbyte.bridge.verification.TokenPlaces;
import se.salesbyte.bridge.verification.Values;

/**
 * Finds the events in a verified request, and what each is known by.
 *
 * @param dedupeWindow how long an event without an id of its own is known by its bytes
 */
record ReadEvents(Duration dedupeWindow) {

    /**
     * The leads to be. A token in the body is left out of what is kept.
     *
     * @param contentType what the body is read as
     * @throws se.salesbyte.bridge.payload.UnparseablePayloadException if it is not that
     */
    List<NewLead> in(Body body, Values headers, Source source, String contentType, Instant receivedAt) {
        TokenPlaces tokens = source.preset().secretPlaces();
        boolean holdsToken = !tokens.body().isEmpty();
        Object tree = holdsToken ? Objects.requireNonNull(tokens.strippedBody(body.tree())) : body.tree();
        return source.split(tree).stream()
                .map(event -> holdsToken ? event.written() : event)
                .map(event -> lead(body, headers, source, contentType, event, receivedAt))
                .toList();
    }

    private NewLead lead(
            Body body, Values headers, Source source, String contentType, SplitEvent event, Instant receivedAt) {
        byte[] payload = event.payloadOr(body.bytes());
        EventId id = source.eventIdOf(headers, event.tree(), payload);
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
