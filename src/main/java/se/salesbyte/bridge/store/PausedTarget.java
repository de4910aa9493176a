package se.salesbyte.bridge.store;

import java.time.Instant;

/**
 * A place at SalesByte whose leads wait.
 *
 * @param target a hash of its uuid and quote profile
 * @param profile its name, for people
 * @param since when it was paused
 */
public record PausedTarget(String target, String profile, Instant since) {}
