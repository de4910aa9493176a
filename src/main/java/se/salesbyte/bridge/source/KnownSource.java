package se.salesbyte.bridge.source;

import org.jspecify.annotations.Nullable;

/**
 * A source and its state at one moment.
 *
 * @param source as last registered, whatever the state; null if it was only known from an earlier run
 */
public record KnownSource(String name, SourceState state, @Nullable Source source) {}
