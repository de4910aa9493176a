/**
 * Tries out a source: what a body would become at SalesByte by its mapping or another, with nothing stored or sent, and the
 * command that posts one as its provider would.
 */
@NullMarked
package se.salesbyte.bridge.preview;

import org.jspecify.annotations.NullMarked;
