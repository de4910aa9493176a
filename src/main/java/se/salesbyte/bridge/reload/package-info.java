/** Changed routes, mappings and examples: tried first, then in use, or refused and told. */
@NullMarked
package se.salesbyte.bridge.reload;

import org.jspecify.annotations.NullMarked;
