package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import se.salesbyte.bridge.payload.SplitEvent;
import se.salesbyte.bridge.source.EventId;
import se.salesbyte.bridge.source.EventIdRule;
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
     * The leads to be. A token in the body is left out of what is kept. Two events of one request that have one id and
     * are not the same are told apart by their bytes: neither is lost, even if the rule for ids does not fit.
     *
     * @param contentType what the body is read as
     * @param now from when an event without an id of its own is remembered: later than it came if it was kept back
     * @throws se.salesbyte.bridge.payload.UnparseablePayloadException if it is not that
     */
    List<NewLead> in(Body body, Values headers, Source source, String contentType, Instant receivedAt, Instant now) {
        TokenPlaces tokens = source.preset().secretPlaces();
        boolean holdsToken = !tokens.body().isEmpty();
        Object tree = holdsToken ? Objects.requireNonNull(tokens.strippedBody(body.tree())) : body.tree();
        Map<String, byte[]> payloads = new HashMap<>();
        List<NewLead> leads = new ArrayList<>();
        for (SplitEvent split : source.split(tree)) {
            SplitEvent event = holdsToken ? split.written() : split;
            byte[] payload = event.payloadOr(body.bytes());
            EventId id = source.eventIdOf(headers, event.tree(), payload);
            boolean another = !Arrays.equals(payloads.computeIfAbsent(id.key(), first -> payload), payload);
            leads.add(new NewLead(
                    source.name(),
                    id.display(),
                    (another ? id.key() + "," + EventIdRule.hash(payload) : id.key()).getBytes(UTF_8),
                    id.windowed() ? now.plus(dedupeWindow) : null,
                    receivedAt,
                    event.contentTypeOr(contentType),
                    payload,
                    event.json() == null ? event.tree() : null));
        }
        return leads;
    }
}
