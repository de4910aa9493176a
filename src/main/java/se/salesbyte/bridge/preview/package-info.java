/** Shows what a body would become at SalesByte: the mapping and the checks of a lead, with nothing stored or sent. */
@NullMarked
package se.salesbyte.bridge.preview;

import org.jspecify.annotations.NullMarked;
