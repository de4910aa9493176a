/** Traces of leads, from the webhook to the callback: what is told of them, and OpenTelemetry, which is told it. */
@NullMarked
package se.salesbyte.bridge.trace;

import org.jspecify.annotations.NullMarked;
