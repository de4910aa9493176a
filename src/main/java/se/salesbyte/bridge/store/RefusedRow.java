package se.salesbyte.bridge.store;

import java.time.Instant;

/**
 * A refused request as it stands in a list; see {@link RefusedRequest}.
 *
 * @param bodyKept whether its body is there, without which it cannot be released
 */
public record RefusedRow(String id, String source, Instant at, int status, String reason, boolean bodyKept) {}
