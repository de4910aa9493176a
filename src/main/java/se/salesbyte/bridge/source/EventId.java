package se.salesbyte.bridge.source;

import org.jspecify.annotations.Nullable;

/**
 * What an event is told apart by within its source.
 *
 * @param key equal for two events exactly if they count as the same; of any length, may hold a person's data
 * @param windowed true if the body's hash is part of it, so that it counts for {@code bridge.dedupe.window} only; false
 *     if it is the provider's own id, remembered as long as the lead
 * @param display the provider's id for people and the API, at most 255 characters; null if there is none
 */
public record EventId(String key, boolean windowed, @Nullable String display) {}
