/** The bridge between webhooks and SalesByte: {@code Bridge} wires the parts below into one process. */
@NullMarked
package se.salesbyte.bridge;

import org.jspecify.annotations.NullMarked;
