package se.salesbyte.bridge.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the settings keep back for a person: such leads are not judged anew, as the same would come of it.
 *
 * @param maxAge older leads are held as too old; null: none is
 * @param duplicates whether possible duplicates are held
 */
public record HoldRules(@Nullable Duration maxAge, boolean duplicates) {}
