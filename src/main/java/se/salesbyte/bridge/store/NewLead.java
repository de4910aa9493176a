package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verified event on its way into the store.
 *
 * @param source the name of its source
 * @param eventId the id that the provider sent; null if it sent none
 * @param identity what the event is known by among those of its source: its id or a digest of its body
 * @param rememberedUntil how long its repetition counts as a duplicate; null: as long as the lead is kept
 * @param receivedAt when the request arrived
 * @param contentType the media type as declared; null if it was not
 * @param payload the raw body; not to be changed any more
 * @param tree what the payload was parsed to; null if it is to be parsed again
 */
public record NewLead(
        String source,
        @Nullable String eventId,
        byte[] identity,
        @Nullable Instant rememberedUntil,
        Instant receivedAt,
        @Nullable String contentType,
        byte[] payload,
        @Nullable Object tree) {}
