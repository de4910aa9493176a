/** Kills the packaged bridge again and again under load, and counts what was lost or created twice. */
@NullMarked
package se.salesbyte.bridge.crash;

import org.jspecify.annotations.NullMarked;
