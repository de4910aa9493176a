package se.salesbyte.bridge.store;

import org.jspecify.annotations.Nullable;

/**
 * Which refused requests to list, newest first; null means any.
 *
 * @param before only those that come after the one of this id in the list: the cursor
 * @param limit how many at most, 1 or more
 */
public record RefusedFilter(@Nullable String source, @Nullable String before, int limit) {}
