/** How fast the bridge is, beside the same pipeline as a plain Camel route that keeps nothing. Run by {@code mvn verify -Pbench}. */
@NullMarked
package se.salesbyte.bridge.bench;

import org.jspecify.annotations.NullMarked;
