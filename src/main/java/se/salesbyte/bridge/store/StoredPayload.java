package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was received of a lead.
 *
 * @param contentType as declared; null if it was not
 * @param payload the raw body of its event
 */
public record StoredPayload(String leadId, Instant receivedAt, @Nullable String contentType, byte[] payload) {}
