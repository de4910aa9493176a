package se.salesbyte.bridge.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead that is due is kept back, without an attempt.
 *
 * @param waiting why, in a word of the contract
 * @param until when it is due again; null: when a person says so
 */
public record Hold(String waiting, @Nullable Instant until) {}
