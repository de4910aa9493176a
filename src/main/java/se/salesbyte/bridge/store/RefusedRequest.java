package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook request that was refused and is kept to be looked at, and released once its secret or route is mended.
 * Whoever makes one has capped it and masked its secrets.
 *
 * @param id a ULID of the time of the request
 * @param source as in {@code /webhooks/{source}}
 * @param status what it was answered with
 * @param reason why, for people; no secrets
 * @param url as requested, with its query
 * @param contentType the media type as declared; null if it was not
 * @param body the raw body; null if it was not kept
 */
public record RefusedRequest(
        String id,
        String source,
        Instant at,
        int status,
        String reason,
        String method,
        String url,
        Map<String, List<String>> headers,
        @Nullable String contentType,
        byte @Nullable [] body) {}
