/** What {@code /observe/metrics} tells beside what each part counts for itself: what waits, and how the process fares. */
@NullMarked
package se.salesbyte.bridge.metrics;

import org.jspecify.annotations.NullMarked;
