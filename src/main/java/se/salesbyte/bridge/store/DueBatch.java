package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a claim brought.
 *
 * @param items what is due and was assigned, first ones first
 * @param next when something else will be due; null if nothing is waiting. In the past if the claim was full
 */
public record DueBatch<T>(List<T> items, @Nullable Instant next) {}
