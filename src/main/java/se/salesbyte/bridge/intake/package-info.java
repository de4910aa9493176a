/** From HTTP request to verified, stored and answered event. */
@NullMarked
package se.salesbyte.bridge.intake;

import org.jspecify.annotations.NullMarked;
