/** Getting leads to SalesByte: what is claimed when, what an attempt comes to, and what follows from it. */
@NullMarked
package se.salesbyte.bridge.delivery;

import org.jspecify.annotations.NullMarked;
