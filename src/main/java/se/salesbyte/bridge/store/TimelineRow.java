package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a lead beside its attempts and messages.
 *
 * @param kind a word of {@link TimelineKind}
 * @param detail for people; no secrets
 * @param actor {@code bridge} or {@code person}
 */
public record TimelineRow(Instant at, String kind, @Nullable String detail, String actor) {}
