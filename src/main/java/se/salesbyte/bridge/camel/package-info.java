/** The {@code lead:} and {@code outbox:} components and the data-type transformers: thin, and where Camel's types stop. */
@NullMarked
package se.salesbyte.bridge.camel;

import org.jspecify.annotations.NullMarked;
