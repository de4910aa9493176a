package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a lead beside its attempts and messages.
 *
 * @param kind a word of {@link TimelineKind}
 * @param detail for people; no secrets
 * @param actor whose doing it was: {@link #BRIDGE}, {@link #PERSON}, or the name that a person gave
 */
public record TimelineRow(Instant at, String kind, @Nullable String detail, String actor) {
    /** Nobody said so; it came by itself. */
    public static final String BRIDGE = "bridge";

    /** Somebody who gave no name. */
    public static final String PERSON = "person";
}
