/** A stand-in for the SalesByte API over HTTP: it answers as SalesByte documents, and sends nothing to anyone. */
@NullMarked
package se.salesbyte.bridge.salesbyte.sandbox;

import org.jspecify.annotations.NullMarked;
