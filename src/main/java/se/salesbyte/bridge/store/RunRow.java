package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of a lead that a replay opened.
 *
 * @param number 2 and up
 * @param fields what a person changed of the mapped fields, as JSON; null if nothing, or once it is erased
 * @param reason why, in a person's words; null if they gave none, or once it is erased
 * @param replayId the replay of many that it was part of; null if it was none
 * @param attemptsBefore how many attempts the earlier runs made
 */
public record RunRow(
        int number,
        Instant openedAt,
        @Nullable String fields,
        @Nullable String reason,
        @Nullable String replayId,
        int attemptsBefore) {}
