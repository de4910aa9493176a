/** The commands of {@code java -jar salesbyte-bridge.jar}, one class each. */
@NullMarked
package se.salesbyte.bridge.cli;

import org.jspecify.annotations.NullMarked;
