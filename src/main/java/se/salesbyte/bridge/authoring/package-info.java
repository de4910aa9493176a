/**
 * Writes what people would otherwise type: the files of a new source, and examples with invented people. It gives texts;
 * who asks puts them into {@code routes/}.
 */
@NullMarked
package se.salesbyte.bridge.authoring;

import org.jspecify.annotations.NullMarked;
